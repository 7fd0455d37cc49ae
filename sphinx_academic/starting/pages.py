"""A page of another generator as a page in MyST: Liquid, kramdown's attributes and HTML become what a reader of the site saw.

What a page holds comes out as blocks, of which an importer may take some into the data, before they are written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from sphinx_academic.formats.sites.liquid_text import clean_site_text
from sphinx_academic.formats.text import words
from sphinx_academic.problems import Code, Problem, shorten
from sphinx_academic.starting import liquid
from sphinx_academic.starting.markup_text import (
    BREAK,
    CLOSE,
    LINE,
    MARKS,
    OPEN,
    PART,
    LeftOut,
    LineNumbers,
    as_markdown,
    attributes_of,
)
from sphinx_academic.starting.source_files import NotCarriedError, is_elsewhere

MAX_BODY = 2_000_000
"""Characters of a page that is carried over."""

_MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")
_ATTRIBUTES = re.compile(r"\{::?\s*(?P<said>[^{}\n]{0,500})\}")
_TARGET = re.compile(r"(?:^|\s)#(?P<name>[\w:.-]+)")
_HEADING = re.compile(r" {0,3}(?P<signs>#{1,6})[ \t](?P<text>.*)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_ITEM = re.compile(r"(?P<indent> *)(?P<sign>[-*+]|\d{1,9}[.)])(?: +|$)")
_RULE = re.compile(r" {0,3}(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})$")
_DEFINITION = re.compile(
    r""" {0,3}\[(?P<label>[^\]\n]{1,500})\]:[ \t]{0,20}<?(?P<url>[^\s<>]{1,2000})>?(?:[ \t]{1,20}["'(].{0,1000})?"""
)
_ABBREVIATION = re.compile(r" {0,3}\*\[[^\]]+\]:")
_PICTURE = re.compile(
    r"!\[(?P<alt>[^\]\n]{0,1000})\]\(<?(?P<url>(?:[^()\s<>]|\([^()\s<>]{0,500}\)){1,2000})>?(?:\s{1,9}[\"'](?P<title>[^\"'\n]*)[\"'])?\)"
    r"(?:\{:?\s*(?P<said>[^{}\n]{0,500})\})?"
)
_PICTURE_WITH_LINK = re.compile(
    rf"\[{_PICTURE.pattern}\]\(<?(?P<link>(?:[^()\s<>]|\([^()\s<>]{{0,500}}\)){{1,2000}})>?\)"
)
_LINK = re.compile(
    r"(?<!!)\[(?P<text>(?:[^\[\]\n]|\[[^\[\]\n]*\]){0,1000})\]\((?P<url><[^<>\n]{0,2000}>|(?:[^()\s<>]|\([^()\s<>]{0,500}\)){1,2000})(?P<title>[ \t]{1,9}[\"'][^\n\"'()]{0,500}[\"'])?\)"
)
_BADGE = re.compile(
    r"(?i)shields\.io|badgen\.net|badge\.fury\.io|/badges?[/.-]|[/.-]badges?(?:\.svg|\.png|/|$)|colab-badge|hits\.|github-readme|"
    r"visitor-?(?:badge|count)"
)
_INCLUDE_OF_PICTURE = re.compile(r"(?i)image|img|figure|picture|photo")
_PICTURE_KEYS = ("url", "src", "path", "image", "image_path", "img", "file")
_INCLUDE_OF_POSTS = re.compile(r"(?i)twitter|tweets|mastodon|timeline|bluesky")
_OF_FLOW = words(
    "if unless case when else elsif endif endunless endcase for endfor tablerow endtablerow break continue capture endcapture increment "
    "decrement cycle seo feed_meta toc"
) | {""}
_FORMULA = re.compile(r"\$\$(?P<said>(?:[^$\\]|\\.){1,5000}?)\$\$", re.S)


class Block(NamedTuple):
    """A part of a page: ``heading``, ``prose``, ``list``, ``code``, ``comment``, ``html``, ``rule``, ``directive``, ``figure``, ``badges``,
    ``posts`` or ``target``. ``text`` is MyST; of a directive ``name`` is its own and ``text`` its argument; of a figure ``name`` is its
    file and ``text`` what stands below it."""

    kind: str
    text: str
    line: int
    level: int = 0
    name: str = ""
    options: Mapping[str, str] = MappingProxyType({})


class LinkDefinition(NamedTuple):
    """``[label]: address`` of a page."""

    label: str
    url: str
    line: int


class CarriedPage(NamedTuple):
    """A page in its blocks, the addresses that it defines, and what could not be carried over."""

    blocks: tuple[Block, ...]
    definitions: tuple[LinkDefinition, ...]
    problems: tuple[Problem, ...]


class Surroundings(NamedTuple):
    """What a page is read with: its name in messages, the line that its text begins on, where its pictures and links lead, the values that
    templates would put in (``site.title``), and the directive for each list that a loop may run over."""

    name: str
    line: int
    carried: Callable[[str], str]
    """Has a file copied and gives its place in the new site; raises NotCarriedError."""
    page: Callable[[str], str]
    """The page of the new site that an address leads to, or nothing."""
    values: Mapping[str, str] = {}
    directives: Mapping[str, str] = {}
    address: str = ""
    """Where the old site stands, so that links to what is not carried over may lead there."""


def carried_page(text: str, around: Surroundings) -> CarriedPage:
    """The blocks of a page's text."""
    return _PageReader(around).read(text)


def is_badge(address: str) -> bool:
    """Whether a picture is a badge: a small sign that another host draws, behind which a link stands."""
    return _BADGE.search(address) is not None


class _Branch(NamedTuple):
    """A tag of which what follows is passed over, up to the one that ends it."""

    word: str
    line: int
    said: str = ""


class _Nesting:
    """Which loops, branches and assignments of Liquid are open: of loops nothing is read, of several cases the first."""

    def __init__(self) -> None:
        self.skipped: list[_Branch] = []
        self._open: list[list[str]] = []

    @property
    def is_passed_over(self) -> bool:
        return bool(self.skipped)

    def take(self, word: str, line: int) -> None:
        """A tag of what is read."""
        if word in {"for", "tablerow", "capture"}:
            self.skipped.append(_Branch(word, line))
        elif word in {"if", "unless", "case"}:
            self._open.append([])
        elif word in {"else", "elsif", "when"} and self._open:
            # The first case of "case" has a word of its own.
            if word == "when" and not self._open[-1]:
                self._open[-1].append(word)
            else:
                self.skipped.append(_Branch(word, line))
        elif word in {"endif", "endunless", "endcase"} and self._open:
            self._open.pop()

    def go_on(self, part: liquid.Part) -> _Branch | None:
        """A part of what is passed over; gives the branch that it ends."""
        word = part.word
        if part.kind != "tag":
            if len(self.skipped) == 1 and part.kind == "text":
                self.skipped[0] = self.skipped[0]._replace(said=self.skipped[0].said + part.text)
            return None
        if word in {"for", "tablerow", "if", "unless", "case", "capture"}:
            self.skipped.append(_Branch(word, 0))
        elif word.startswith("end"):
            ended = self.skipped.pop()
            if ended.line and ended.word in {"else", "elsif", "when"} and self._open:
                self._open.pop()
                return ended
        return None


class _PageReader:
    def __init__(self, around: Surroundings) -> None:
        self.around = around
        self.blocks: list[Block] = []
        self.kept: list[Block] = []
        """What is no text, by the number of its mark."""
        self.definitions: dict[str, LinkDefinition] = {}
        self.problems: list[Problem] = []
        self.text = ""
        self.lines: list[str] = []
        self.numbers = LineNumbers("")
        self.loops = 0

    def tell(self, line: int, message: str, hint: str = "") -> None:
        excerpt = self.source_line(line)
        self.problems.append(Problem(self.around.name, line, 1, Code.NOT_CARRIED, message, hint, excerpt))

    def source_line(self, line: int) -> str:
        index = line - self.around.line
        return shorten(self.lines[index].strip(), 300) if 0 <= index < len(self.lines) else ""

    def line_at(self, offset: int) -> int:
        return self.numbers.at(offset)

    def keep(self, block: Block) -> str:
        """The mark of what is no text."""
        self.kept.append(block)
        return f"{OPEN}{len(self.kept) - 1}{CLOSE}"

    def read(self, text: str) -> CarriedPage:
        # Our own marks are private characters, which somebody's text may hold by mistake.
        text = MARKS.sub("", text)
        self.text = text
        self.lines = text.split("\n")
        self.numbers = LineNumbers(text, self.around.line)
        if len(text) > MAX_BODY:
            self.tell(
                self.around.line, f"the page is longer than {MAX_BODY:,} characters; the rest is left out."
            )
            text = text[:MAX_BODY]
        plain = self.without_liquid(text)
        plain = _FORMULA.sub(partial(self.formula, LineNumbers(plain, self.around.line)), plain)
        plain, left_out = as_markdown(plain, self.keep_html)
        self.tell_left_out(left_out)
        self.split_lines(plain)
        return CarriedPage(tuple(self.finished()), tuple(self.definitions.values()), tuple(self.problems))

    # Liquid

    def without_liquid(self, text: str) -> str:
        """The text with marks for loops, pictures, comments and code; as many lines as before."""
        assigned = liquid.Assigned()
        nesting = _Nesting()
        out: list[str] = []
        for part in liquid.parts_of(text):
            lines = "\n" * part.text.count("\n")
            line = self.line_at(part.start)
            if nesting.is_passed_over:
                branch = nesting.go_on(part)
                if branch is not None and branch.said.strip():
                    hint = "Write it into the page, if it is to be shown."
                    self.tell(
                        branch.line,
                        f"what stands behind '{branch.word}' is left out: only the first case is carried over.",
                        hint,
                    )
                out.append(lines)
            elif part.kind == "text":
                out.append(part.text)
            elif part.kind == "comment":
                out.append(self.keep(Block("comment", part.said.strip("\n"), line)) + lines)
            elif part.kind == "code":
                out.append(self.code(part, line) + lines)
            elif part.kind == "output":
                out.append(self.output(part, line) + lines)
            else:
                nesting.take(part.word, line)
                out.append(self.tag(part, line, assigned) + lines)
        if nesting.is_passed_over:
            last = nesting.skipped[0]
            self.tell(
                last.line,
                f"'{{% {last.word} %}}' is never closed; all below it is left out.",
                "Close it, and import again.",
            )
        return "".join(out)

    def tag(self, part: liquid.Part, line: int, assigned: liquid.Assigned) -> str:
        word = part.word
        if word in {"for", "tablerow"}:
            return self.loop(part.said, line, assigned)
        if word == "assign":
            assigned.take(part.said)
        elif word in {"include", "include_relative", "include_cached", "render"}:
            return self.include(part.said, line, assigned)
        elif word == "link":
            return f"/{part.said.strip()}"
        elif word == "bibliography":
            return self.keep(Block("directive", "", line, name="publications"))
        elif word not in _OF_FLOW:
            self.tell(line, f"the tag '{{% {word} %}}' of Liquid has no meaning here; it is left out.")
        return ""

    def loop(self, said: str, line: int, assigned: liquid.Assigned) -> str:
        """A loop over a list of the data is the directive that shows it."""
        self.loops += 1
        _item, path = liquid.looped_over(said)
        meant = assigned.meant_by(path)
        names = [name for name in meant.split(".") if name not in {"page", "site", "data", "include"}]
        directive = next(
            (self.around.directives[name] for name in names if name in self.around.directives), ""
        )
        if directive:
            return self.keep(Block("directive", "", line, name=directive))
        what = shorten(meant or said)
        self.tell(
            line,
            f"the loop over '{what}' is left out: no list of records is called so.",
            "Call its data as a list of the reference is called, or write what it showed into the page.",
        )
        return ""

    def include(self, said: str, line: int, assigned: liquid.Assigned) -> str:
        """A picture, or somebody's posts; any other file of templates is told."""
        name = said.split()[0].strip("\"'") if said.split() else ""
        given = {key: self.value_of(value, assigned) for key, value in attributes_of(said).items()}
        address = next((given[key] for key in _PICTURE_KEYS if given.get(key)), "")
        if _INCLUDE_OF_PICTURE.search(name) and address:
            caption = next((given[key] for key in ("caption", "title", "description") if given.get(key)), "")
            return self.picture(address, given.get("alt", ""), caption, given, line)
        if _INCLUDE_OF_POSTS.search(name):
            return self.keep(Block("posts", given.get("url", ""), line, name=name))
        self.tell(
            line,
            f"'{{% include {shorten(name)} %}}' is left out: what the template does is not known here.",
            "Write what it showed into the page.",
        )
        return ""

    def value_of(self, written: str, assigned: liquid.Assigned) -> str:
        """A parameter as it is meant: names that the page assigns words to stand for these."""
        return clean_site_text(assigned.get(written, written)) if "{" not in written else self.put_in(written)

    def put_in(self, text: str) -> str:
        return clean_site_text(
            re.sub(
                r"\{\{-?\s*([\w.]+)\s*-?\}\}", lambda found: self.around.values.get(found[1], found[0]), text
            )
        )

    def output(self, part: liquid.Part, line: int) -> str:
        """What a value says, where it is one of the site's; an address without what stood before it."""
        path = liquid.path_in(part.said)
        if path in self.around.values:
            return self.around.values[path]
        cleaned = clean_site_text(part.text)
        if cleaned or re.search(r"base_?url|site\.url|base_path|relative_url|absolute_url", part.said):
            return cleaned
        self.tell(
            line,
            f"'{shorten(part.text)}' is left out: Liquid is not evaluated here.",
            "Write what it said into the page.",
        )
        return ""

    def code(self, part: liquid.Part, line: int) -> str:
        if part.word == "highlight":
            language, _end, said = part.said.partition("\n")
            return self.keep(
                Block(
                    "code",
                    f"```{language.split()[0] if language.split() else ''}\n{said.strip(chr(10))}\n```",
                    line,
                )
            )
        if part.word == "raw":
            return part.said.strip("\n").replace("\n", " ")
        if "\n" in part.text or part.text.lstrip().startswith(("```", "~~~")):
            return self.keep(Block("code", part.text.strip("\n"), line))
        return self.keep(Block("span", part.text, line))

    # HTML, formulas, pictures

    def formula(self, numbers: LineNumbers, match: re.Match[str]) -> str:
        """kramdown has one sign for formulas in a line and for those in lines of their own."""
        said, source = match["said"].strip(), match.string
        line = numbers.at(match.start())
        before = source[source.rfind("\n", 0, match.start()) + 1 : match.start()]
        end = source.find("\n", match.end())
        behind = source[match.end() : len(source) if end < 0 else end]
        if before.strip() or behind.strip():
            return self.keep(Block("span", f"{{math}}`{' '.join(said.split())}`", line)) + "\n" * match[
                0
            ].count("\n")
        return self.keep(Block("code", f"```{{math}}\n{said}\n```", line)) + "\n" * match[0].count("\n")

    def keep_html(self, element: str, line: int) -> str:
        return self.keep(Block("html", element, self.around.line + line))

    def tell_left_out(self, left_out: Iterable[LeftOut]) -> None:
        told: set[tuple[str, str]] = set()
        for each in left_out:
            if (
                each.name in {"style", "noscript", "template"}
                or (each.name == "button" and self.loops)
                or each[1:] in told
            ):
                continue
            told.add(each[1:])
            line = self.around.line + each.line
            if each.address:
                self.tell(
                    line, f"what <{each.name}> shows is a link now: a page asks no other host for anything."
                )
            else:
                self.tell(line, f"<{each.name}> is left out: pages hold text, and no script.")

    def picture(self, address: str, alt: str, caption: str, given: Mapping[str, str], line: int) -> str:
        """A picture in a line of its own."""
        block = self.picture_block(address, alt, caption, given, line)
        return self.keep(block) if block else ""

    def picture_block(
        self, address: str, alt: str, caption: str, given: Mapping[str, str], line: int
    ) -> Block | None:
        path = self.path_of_picture(address, line)
        if not path:
            return None
        options = {key: given[key] for key in ("width", "height") if _is_size(given.get(key, ""))}
        options |= {"width": f"{given['width']}px"} if given.get("width", "").isdigit() else {}
        align = given.get("align", "").lower()
        if align in {"left", "right", "center"}:
            options["align"] = align
        options["alt"] = alt or _plain(caption) or _words_of_file(path)
        return Block("figure", " ".join(caption.split()), line, name=path, options=options)

    def path_of_picture(self, address: str, line: int) -> str:
        """Where a picture is in the new site; one of another host stays there."""
        if is_elsewhere(address):
            return address
        try:
            return self.around.carried(address)
        except NotCarriedError as error:
            self.tell(line, f"a picture is left out: {error}", error.hint)
            return ""

    # Lines

    def split_lines(self, text: str) -> None:
        """Part a text into blocks; marks for what is no text stand in it."""
        pending: list[tuple[int, str]] = []
        for number, whole in enumerate(text.split("\n"), start=self.around.line):
            line = whole
            if PART in line or LINE in line:
                for piece in line.replace(LINE, f"\n{LINE}").replace(PART, "\n\n").split("\n"):
                    self.take_line(piece.replace(LINE, ""), number, pending)
                continue
            self.take_line(line, number, pending)
        self.flush(pending)

    def take_line(self, line: str, number: int, pending: list[tuple[int, str]]) -> None:
        marks = [self.kept[int(found)] for found in _MARK.findall(line)]
        if any(block.kind != "span" for block in marks):
            line = self.take_marks(line, number, pending, marks)
            if not line.strip():
                return
        if _ATTRIBUTES.fullmatch(line.strip()):
            self.attributes_of_block(line.strip(), number, pending)
        elif not line.strip():
            self.flush(pending)
        elif match := _DEFINITION.fullmatch(line.rstrip()):
            self.flush(pending)
            self.define(match, number)
        elif _ABBREVIATION.match(line):
            self.tell(number, "an abbreviation of kramdown has no meaning here; it is left out.")
        elif match := _HEADING.match(line):
            self.flush(pending)
            self.heading(match["text"], len(match["signs"]), number)
        elif pending and _UNDERLINE.fullmatch(line) and not _ITEM.match(pending[0][1]) and len(pending) == 1:
            text = pending.pop()[1]
            self.heading(text.strip(), 1 if "=" in line else 2, number - 1)
        elif _RULE.fullmatch(line):
            self.flush(pending)
            self.blocks.append(Block("rule", "---", number))
        else:
            pending.append((number, line.rstrip() if not line.endswith("  ") else f"{line.rstrip()}{BREAK}"))

    def take_marks(
        self, line: str, number: int, pending: list[tuple[int, str]], marks: Sequence[Block]
    ) -> str:
        """What is no text as blocks of their own, before the line that it stands in; the rest of that line."""
        rest = _MARK.sub(lambda found: found[0] if self.kept[int(found[1])].kind == "span" else "", line)
        others = [block for block in marks if block.kind != "span"]
        is_alone = not rest.strip(" \t-*+.…:|>")
        if is_alone and any(block.kind != "comment" for block in others):
            self.flush(pending)
        if is_alone and pending and all(block.kind == "comment" for block in others):
            # A comment between the lines of a paragraph or of a list must not part it.
            self.blocks.extend(others)
            return ""
        if is_alone:
            self.blocks.extend(others)
            return ""
        if pending and any(block.kind != "comment" for block in others):
            self.flush(pending)
        self.blocks.extend(others)
        return rest

    def attributes_of_block(self, line: str, number: int, pending: list[tuple[int, str]]) -> None:
        """A list of attributes in a line of its own belongs to the block above it; of these only a name matters."""
        match = _ATTRIBUTES.fullmatch(line)
        said = match["said"] if match else ""
        if pending and re.search(r"(?:^|\s)toc(?:\s|$)", said) and _ITEM.match(pending[-1][1]):
            pending.clear()  # kramdown replaces this list by a table of contents, which themes have beside the text
            return
        if pending and (picture := _PICTURE.fullmatch(pending[-1][1].strip())) and not picture["said"]:
            pending[-1] = (pending[-1][0], f"{pending[-1][1].strip()}{{: {said}}}")
            return
        target = _TARGET.search(said)
        if target and not pending and self.blocks and self.blocks[-1].kind == "heading":
            self.blocks.insert(-1, Block("target", target["name"], number))

    def define(self, match: re.Match[str], number: int) -> None:
        label = " ".join(match["label"].casefold().split())
        known = self.definitions.get(label)
        url = self.address(match["url"], number)
        if known is None:
            self.definitions[label] = LinkDefinition(" ".join(match["label"].split()), url, number)
        elif known.url != url:
            self.tell(
                number,
                f"'[{match['label']}]' has another address on line {known.line}, which is taken.",
                "Delete one of the two.",
            )

    def heading(self, text: str, level: int, number: int) -> None:
        text = _without_closing(text)
        match = re.search(r"\{:?(?P<said>[^{}]*)\}$", text)
        if match:
            text = text[: match.start()]
            if target := _TARGET.search(match["said"]):
                self.blocks.append(Block("target", target["name"], number))
        shown = self.inline(text.strip(), number)
        if shown:
            self.blocks.append(Block("heading", shown, number, level=level))

    def flush(self, pending: list[tuple[int, str]]) -> None:
        """A paragraph or a list that has ended."""
        if not pending:
            return
        number = pending[0][0]
        whole = "\n".join(line for _number, line in pending)
        lines = pending[:]
        pending.clear()
        if badges := self.badges(whole, number):
            self.blocks.append(badges)
            return
        if picture := _PICTURE.fullmatch(whole.strip()):
            given = attributes_of(picture["said"] or "")
            block = self.picture_block(picture["url"], picture["alt"], picture["title"] or "", given, number)
            if block:
                self.blocks.append(block)
            return
        kind = "list" if _ITEM.match(lines[0][1]) else "prose"
        text = "\n".join(self.inline(line, at, starts=True) for at, line in lines)
        text = _with_hard_breaks(text)
        if not text.strip(" \t\n.…-*+"):
            return
        before = self.blocks[-1] if self.blocks else None
        if before and kind == "list" and before.kind == "list" and self.is_one_list(before, lines):
            self.blocks[-1] = before._replace(text=f"{before.text}\n{text}")
            return
        if kind == "prose" and before and before.kind == "list" and lines[0][1].startswith(("  ", "\t")):
            self.blocks[-1] = before._replace(text=f"{before.text}\n\n{text}")
            return
        self.blocks.append(Block(kind, text, number))

    def is_one_list(self, before: Block, lines: Sequence[tuple[int, str]]) -> bool:
        """Whether a list goes on behind an empty line."""
        first, other = _ITEM.match(before.text), _ITEM.match(lines[0][1])
        return first is not None and other is not None and first["sign"][-1] == other["sign"][-1]

    def badges(self, whole: str, number: int) -> Block | None:
        """A paragraph of nothing but badges: pictures of other hosts, each with a link."""
        found = [
            match
            for match in _PICTURE_WITH_LINK.finditer(whole)
            if is_badge(match["url"]) or is_elsewhere(match["url"])
        ]
        rest = _PICTURE_WITH_LINK.sub("", whole)
        rest = re.sub(rf"&\w+;|[\s|·•,{BREAK}]", "", rest)
        if not found or rest:
            return None
        links = "\n".join(f"[{_words_of_badge(match['alt'])}]({match['link']})" for match in found)
        return Block("badges", links, number)

    # Within lines

    def inline(self, text: str, number: int, *, starts: bool = False) -> str:
        """A line without kramdown's attributes, its pictures and links led to where they are now."""
        text = _PICTURE_WITH_LINK.sub(lambda match: self.linked_picture(match, number), text)
        text = _PICTURE.sub(lambda match: self.inline_picture(match, number), text)
        text = _ATTRIBUTES.sub(_without_attributes, text)
        text = _LINK.sub(lambda match: self.link(match, number), text)
        text = _MARK.sub(lambda match: self.kept[int(match[1])].text, text)
        if starts and text.lstrip().startswith(("%", "+++")):
            text = f"\\{text.lstrip()}"
        return text

    def linked_picture(self, match: re.Match[str], number: int) -> str:
        if is_badge(match["url"]):
            return f"[{_words_of_badge(match['alt'])}]({match['link']})"
        picture = self.inline_picture(match, number)
        return f"[{picture or match['alt'] or match['link']}]({match['link']})"

    def inline_picture(self, match: re.Match[str], number: int) -> str:
        if is_badge(match["url"]):
            return match["alt"]
        path = self.path_of_picture(match["url"], number)
        return f"![{match['alt'] or _words_of_file(path)}]({path})" if path else match["alt"]

    def link(self, match: re.Match[str], number: int) -> str:
        url = match["url"].strip("<>")
        target = self.address(url, number)
        if not target:
            return match["text"]
        shown = f"<{target}>" if re.search(r"[\s()]", target) else target
        return f"[{match['text']}]({shown}{match['title'] or ''})"

    def address(self, url: str, number: int) -> str:
        """Where a link of the page leads to in the new site, or nothing."""
        url = self.put_in(url) if "{" in url else url
        if is_elsewhere(url):
            return url
        if page := self.around.page(url):
            return page
        try:
            return self.around.carried(url)
        except NotCarriedError as error:
            if self.around.address:
                return f"{self.around.address.rstrip('/')}/{url.lstrip('/')}"
            self.tell(number, f"a link is text now: {error}", error.hint)
            return ""

    # What was read, in order

    def finished(self) -> Iterator[Block]:
        """The blocks; lists that several loops showed in one place stand there once, and names that nothing leads to are left out."""
        wanted = {
            found
            for block in self.blocks
            if block.kind != "comment"
            for found in re.findall(r"\]\(#([^)\s]{1,200})\)", block.text)
        }
        named = {block.text for block in self.blocks if block.kind == "target"}
        last = ""
        for block in self.blocks:
            if block.kind == "heading":
                last = ""
                name = _name_of_heading(block.text)
                if name in wanted - named:
                    named.add(name)
                    yield Block("target", name, block.line)
            if block.kind == "directive":
                if block.name == last:
                    continue
                last = block.name
            if block.kind == "target" and block.text not in wanted:
                continue
            yield self.without_dead_links(
                block, named | {_name_of_heading(each.text) for each in self.blocks if each.kind == "heading"}
            )

    def without_dead_links(self, block: Block, named: set[str]) -> Block:
        """A block whose links within the page lead somewhere."""

        def lead(match: re.Match[str]) -> str:
            if match["url"].startswith("#") and match["url"][1:] not in named:
                self.tell(block.line, f"a link is text now: nothing on the page is called '{match['url']}'.")
                return match["text"]
            return match[0]

        return (
            block._replace(text=_LINK.sub(lead, block.text))
            if "](#" in block.text and block.kind not in {"comment", "code", "html"}
            else block
        )


def _with_hard_breaks(text: str) -> str:
    """A text whose lines end where they did, but for its last, and the last of an item."""
    first, *parts = text.split(BREAK)
    made = first.rstrip(" \t")
    for part in parts:
        said = part.strip(" \t").removeprefix("\n")
        if not said.strip():
            continue
        begins_anew = _ITEM.match(said) is not None
        made = f"{made.rstrip()}{'' if begins_anew else chr(92)}\n{said if begins_anew else said.lstrip()}".rstrip(
            " \t"
        )
    return made.rstrip()


def _without_closing(text: str) -> str:
    """The text of a heading without the signs that may close it: ``## Talks ##``."""
    stripped = text.strip()
    bare = stripped.rstrip("#")
    return bare.rstrip() if not bare or bare.endswith((" ", "\t")) else stripped


def _without_attributes(match: re.Match[str]) -> str:
    return "" if clean_site_text(f"x{match[0]}") == "x" else match[0]


def _is_size(text: str) -> bool:
    return re.fullmatch(r"\d+(?:\.\d+)?(?:px|%|em|rem|ex|cm|mm|in|pt)", text) is not None


def _plain(text: str) -> str:
    return re.sub(r"[*_`]|\[|\](?:\([^)]*\))?", "", text).strip()


def _words_of_file(path: str) -> str:
    """What a picture without words is called by its file: ``two-kettles.png`` is *two kettles*."""
    return re.sub(r"[-_]+", " ", path.rsplit("/", 1)[-1].rsplit(".", 1)[0]).strip()


def _words_of_badge(alt: str) -> str:
    """What a badge leads to, without what it counts: *GitHub stars* is *GitHub*."""
    return (
        re.sub(
            r"(?i) (?:stars?|follow(?:ers)?|badge|profile|citations?|forks?|downloads?)$",
            "",
            " ".join(alt.split()),
        )
        or "Link"
    )


def _name_of_heading(text: str) -> str:
    """What kramdown calls a heading: *Recent News* is ``recent-news``."""
    return re.sub(r"[^\w -]", "", _plain(text).lower()).strip().replace(" ", "-")


def in_data(text: str) -> str:
    """The text of a block as texts in data are written: formulas and raised signs have no roles there."""
    text = re.sub(r"\{math\}`([^`]*)`", r"$\1$", text)
    return re.sub(r"\{(sub|sup)\}`([^`]*)`", r"<\1>\2</\1>", text)


# Written


def written(blocks: Iterable[Block], title: str = "") -> str:
    """Blocks as a page in MyST, below its title."""
    shown = list(blocks)
    headings = [block for block in shown if block.kind == "heading"]
    if headings and headings[0].level == 1 and _plain(headings[0].text) == _plain(title):
        shown.remove(headings.pop(0))
    raised = 1 if title and any(block.level == 1 for block in headings) else 0
    parts = [f"# {title}"] if title else []
    depth = 1 if title else 0
    for block in shown:
        if block.kind == "heading":
            # A level that is passed over is told by MyST as a mistake.
            depth = min(block.level + raised, depth + 1, 6)
            parts.append(f"{'#' * depth} {block.text}")
        else:
            parts.append(_written(block))
    return "\n\n".join(part for part in parts if part) + "\n"


def _written(block: Block) -> str:
    if block.kind == "comment":
        return "\n".join(f"% {line}".rstrip() for line in block.text.strip().split("\n"))
    if block.kind == "directive":
        return directive(block.name, block.text, block.options)
    if block.kind == "figure":
        is_figure = bool(block.text)
        body = directive("figure" if is_figure else "image", block.name, block.options)
        return body.removesuffix("```") + f"\n{block.text}\n```" if is_figure else body
    if block.kind == "target":
        return f"({block.text})="
    if block.kind == "badges":
        return " · ".join(block.text.split("\n"))
    return "" if block.kind == "posts" else block.text


def directive(name: str, argument: str = "", options: Mapping[str, str] = MappingProxyType({})) -> str:
    """A directive in MyST."""
    head = f"```{{{name}}} {argument}".rstrip()
    return "\n".join((head, *(f":{key}: {value}".rstrip() for key, value in options.items()), "```"))
