"""What all tests share: templates that are compiled once, and how hypothesis looks for counterexamples."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

from trials.forks import keep_compiled_templates

# The same examples in every run of a continuous build; no stop-watch, as test machines are busy.
settings.register_profile(
    "project",
    database=None,
    deadline=None,
    derandomize=os.environ.get("CI") == "true",
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("project")


def pytest_configure(config: pytest.Config) -> None:
    """Keep compiled templates from build to build: compiling them takes half the time of a small one."""
    if config.pluginmanager.hasplugin("cacheprovider"):
        keep_compiled_templates(config.cache.mkdir("templates"))
