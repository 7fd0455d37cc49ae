"""The report of tests that a site names: read once for a build, and followed by the pages that show works."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.logging import getLogger

from sphinx_academic.data.fields import Origin
from sphinx_academic.data.naming import exists, is_file
from sphinx_academic.data.values.claims import Claim
from sphinx_academic.formats import state_of
from sphinx_academic.formats.junit import JUnitReport, Outcome, read_report
from sphinx_academic.pages.build import build_of
from sphinx_academic.problems import Code, Problem, shorten
from sphinx_academic.setting_values import SettingFault, problem_in_config
from sphinx_academic.warnings import tell


def _path(env: BuildEnvironment) -> Path | None:
    # The theme alone, without the extension, has no setting.
    name = getattr(env.config, "academic_claims_report", "")
    return Path(env.srcdir, name) if name else None


def report_of(env: BuildEnvironment) -> JUnitReport | None:
    """The report of a site; None where it names none, or where there is none yet."""

    def read() -> JUnitReport | None:
        path = _path(env)
        return read_report(path, env.config.academic_claims_report) if path and is_file(path) else None

    return build_of(env).one("report of tests", read)


def outcome_of(env: BuildEnvironment) -> Callable[[str], Outcome | None]:
    """What became of a test, None where nothing is known of any; the report is read when the first is asked for."""

    def outcome(test: str) -> Outcome | None:
        report = report_of(env)
        return None if report is None or report.problems else report.find(test).outcome

    return outcome


def state_of_report(env: BuildEnvironment) -> tuple[tuple[int, int], ...]:
    """Whether there is another report than before."""
    path = _path(env)
    return state_of((path,)) if path else ()


def problems_of_claims(env: BuildEnvironment, claims: Iterable[Claim], origin: Origin) -> Iterator[Problem]:
    """What is wrong with the report, and the tests of a work's claims that it does not know."""
    named = [claim for claim in claims if claim.test]
    report = report_of(env) if named else None
    if report is None:
        return
    yield from report.problems
    for claim in named if not report.problems else ():
        found = report.find(claim.test)
        if found.fault:
            yield origin.problem("claims", Code.CLAIM, found.fault, found.hint, claim.text)


def tell_of_report(app: Sphinx) -> None:
    """Say that there is no report yet, which is no mistake: documentation is often built without tests."""
    path = _path(app.env)
    if path is None or is_file(path):
        return
    name = shorten(app.config.academic_claims_report, 100)
    if exists(path):
        fault = SettingFault(
            "academic_claims_report", f"'academic_claims_report' names '{name}', which is no file."
        )
        tell(problem_in_config(app.config, Path(app.confdir), fault))
    else:
        getLogger(__name__).info("There is no report of tests '%s'; no claim is marked.", name)
