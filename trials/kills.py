"""Builds that are killed at a random moment: what the next one writes is what a clean one writes.

``python -m trials.kills 300`` draws for each kill an edit, the builder, the number of workers and the moment, which lies
anywhere in the usual length of such a build. Now and then the next build is killed too, or there is another edit before it.
``--plain`` tries Sphinx without the extension.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from trials.edits import Difference, Manner, differences, files_of, write_files
from trials.forks import Build, BuildServer
from trials.project import NAMES, PAPERS, PICTURES, WORDS, Page, Project, first_project

MANNERS = tuple(
    Manner(builder, workers, 0) for builder in ("html", "dirhtml", "singlehtml") for workers in (1, 2)
)
_IN_A_ROW = 10
"""So many kills of one site before it begins anew: what one leaves another may stumble over."""


@dataclass
class Outcome:
    """What came of a trial."""

    kills: int = 0
    in_time: int = 0
    """Builds that had ended before they were killed."""
    wrong: dict[str, list[Difference]] = field(default_factory=dict)
    own: Counter[str] = field(default_factory=Counter)


class _Site:
    """A site that is edited and built in one manner."""

    def __init__(self, folder: Path, manner: Manner, server: BuildServer, *, plain: bool) -> None:
        self.folder = folder
        self.manner = manner
        self._server = server
        self._plain = plain
        self._written: dict[str, bytes] = {}
        self.pages: set[str] = set()
        self.begin()

    def begin(self) -> None:
        """Build the site as it is before any edit, and see how long that takes."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.project = first_project()
        self._written = {}
        self.write()
        self.seconds = self._build_clean("output")

    def write(self) -> None:
        """Write what has changed."""
        files = self.project.files(plain=self._plain)
        write_files(self.folder / "source", self._written, files)
        self._written = files
        for name in self.project.pages:
            folder = self.manner.builder == "dirhtml" and not f"/{name}".endswith("/index")
            self.pages.add(f"{name}/index.html" if folder else f"{name}.html")

    def build(self, output: str, killed_after: float = 0) -> Build:
        """Build what has changed."""
        trees = self.folder / f"{output}-trees"
        arguments = ["-q", "-b", self.manner.builder, "-j", str(self.manner.workers), "-d", str(trees)]
        return self._server.build(
            *arguments, str(self.folder / "source"), str(self.folder / output), killed_after=killed_after
        )

    def _build_clean(self, output: str) -> float:
        """Build all of it; gives the seconds that it took."""
        began = time.monotonic()
        built = self.build(output)
        assert built.status == 0, built.said
        return time.monotonic() - began

    def differences(self) -> list[Difference]:
        """What a clean build of the same writes otherwise, and what was left unfinished."""
        for name in ("clean", "clean-trees"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        self.seconds = min(self.seconds, self._build_clean("clean"))
        found = [*differences(files_of(self.folder / "output"), files_of(self.folder / "clean"), self.pages)]
        left = (self.folder / "output-trees").rglob(".academic-*.unfinished")
        return found + [Difference(path.name, "left over") for path in left]


def _edit(project: Project, chance: random.Random) -> str:
    """Change something of the site, and say what."""
    records = project.data[chance.choice(sorted(project.data))]
    names = sorted(project.pages)
    directives = [
        block for page in project.pages.values() for block in page.blocks if block.name == "publications"
    ]
    match chance.randrange(12):
        case 0 | 1 if records:
            word = chance.choice(WORDS)
            chance.choice(records)["title"] = f"{word} and {chance.choice(WORDS)}"
            return f"a title with {word}"
        case 2 if records:
            chance.choice(records)["abstract"] = said = (
                f"It is about {chance.choice(WORDS)}{chance.randrange(99)}."
            )
            return said
        case 3 if records:
            return f"without {records.pop(chance.randrange(len(records)))['key']}"
        case 4:
            key = f"new{chance.randrange(99)}"
            records.append(
                {"key": key, "title": f"New {key}", "authors": [chance.choice(NAMES)], "date": "2024"}
            )
            return f"with {key}"
        case 5:
            name = chance.choice(PICTURES)
            project.pictures[name] = (chance.choice(["navy", "teal", "gold"]), (500, 320))
            return f"picture {name}"
        case 6:
            name = chance.choice(PAPERS)
            project.papers[name] = "".join(chance.sample("abcdefgh", 3))
            return f"paper {name}"
        case 7 | 8 if directives:
            options = chance.choice(directives).options
            name, value = chance.choice(
                [("feed", "own.xml"), ("download", "ris"), ("filter", ""), ("bibtex", "")]
            )
            if name in options:
                del options[name]
            else:
                options[name] = value
            return f"option {name}"
        case 9:
            name, values = chance.choice(
                [
                    ("academic_paper_pages", (True, "works", False)),
                    ("html_title", ("Fog", "Rime")),
                    ("academic_thumbnails", (True, False)),
                    ("html_theme_options", ({"accent": "#702020"}, {"layout": "profile"}, {})),
                ]
            )
            project.conf[name] = chance.choice(values)
            return f"{name} = {project.conf[name]!r}"
        case 10:
            name = chance.choice(names)
            project.pages[name].title = f"All about {chance.choice(WORDS)}"
            return f"title of {name}"
        case _:
            added = f"apart{chance.randrange(3)}"
            if project.pages.pop(added, None) is None:
                project.pages[added] = Page("md", f"Page {added}", [])
            return f"page {added} comes or goes"


def run(kills: int, start: int, *, plain: bool = False, tell: bool = False) -> Outcome:
    """Kill so many builds; gives what was found."""
    outcome = Outcome()
    chance = random.Random(start)
    with tempfile.TemporaryDirectory(prefix="kills-") as name:
        folder = Path(name)
        write_files(folder / "warm-up", {}, first_project().files(plain=plain))
        server = BuildServer(0, folder / "warm-up")
        try:
            while outcome.kills < kills:
                site = _Site(folder / "site", chance.choice(MANNERS), server, plain=plain)
                for _ in range(min(_IN_A_ROW, kills - outcome.kills)):
                    _kill(site, chance, outcome, tell=tell)
        finally:
            server.close()
    return outcome


def _kill(site: _Site, chance: random.Random, outcome: Outcome, *, tell: bool) -> None:
    """Edit and build until a build is killed, or two of them; then build once more, and compare."""
    script = []
    wanted = chance.choice((1, 1, 1, 2))
    while wanted:
        script.append(_edit(site.project, chance))
        site.write()
        moment = chance.uniform(0.001, site.seconds)
        ended = site.build("output", moment).status >= 0
        script.append(f"{'ended' if ended else 'killed'} within {moment:.3f} s")
        outcome.in_time += ended
        wanted -= not ended
    if chance.random() < 0.2:
        script.append(_edit(site.project, chance))
        site.write()
    built = site.build("output")
    found = site.differences() if not built.status else [Difference("the build", built.said[-2000:])]
    outcome.kills += 1
    outcome.own.update({each.own.name for each in found if each.own is not None})
    if ours := [each for each in found if each.own is None]:
        words = "; ".join([f"{outcome.kills}. {site.manner.builder} -j {site.manner.workers}", *script])
        outcome.wrong[words] = ours
        if tell:
            print(words, *(f"  {each.path}: {each.how}" for each in ours), sep="\n", flush=True)
        site.begin()


def main() -> int:
    """Run the trial and say what came of it."""
    parser = argparse.ArgumentParser(prog="python -m trials.kills", description=__doc__)
    parser.add_argument("kills", type=int, nargs="?", default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plain", action="store_true", help="the same without the extension")
    asked = parser.parse_args()
    began = time.monotonic()
    outcome = run(asked.kills, asked.seed, plain=asked.plain, tell=True)
    print(
        f"{outcome.kills} kills ({outcome.in_time} builds had ended before), {len(outcome.wrong)} wrong next builds; "
        f"{time.monotonic() - began:.0f} s"
    )
    for name, number in outcome.own.items():
        print(f"Sphinx's own: {name}, after {number} kills.")
    return bool(outcome.wrong)


if __name__ == "__main__":
    sys.exit(main())
