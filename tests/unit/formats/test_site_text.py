"""What other generators replace or hide does not leak into texts."""

from __future__ import annotations

import pytest
from counting import check_growth

from sphinx_academic.data.located import RawList, RawMapping
from sphinx_academic.formats.sites.liquid_text import clean_site_text, clean_values


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[a]({{ site.baseurl }}/x.pdf)", "[a](/x.pdf)"),
        ("[a]({{site.url}}{{site.baseurl}}/x.pdf)", "[a](/x.pdf)"),
        ("{{ '/x.pdf' | relative_url }}", "/x.pdf"),
        ('{{ "assets/x.pdf" | absolute_url }}', "/assets/x.pdf"),
        ('{{ "/x.pdf" | prepend: site.baseurl }}', "/x.pdf"),
        ('{{ "https://example.org/x" | relative_url }}', "https://example.org/x"),
        ("[a]({% link _news/a.md %})", "[a](/_news/a.md)"),
        ('[a]({{< relref "a.md" >}})', "[a](/a.md)"),
        ('A {% include figure.html path="a.png" %} b', "A  b"),
        ("A{% comment %}secret{% endcomment %} b", "A b"),
        ("{% raw %}{{% callout note %}}Hi{{% /callout %}}{% endraw %}", "Hi"),
        ('{{< icon name="link" >}} Hi', "Hi"),
        ("{{ page.title }}: hi", ": hi"),
        ('[a](b){:target="_blank"}', "[a](b)"),
        ("Hi{: .note #x}", "Hi"),
        ("Hi\n{:.no_toc}", "Hi"),
        ("{::nomarkdown}Hi{:/}", "Hi"),
        ("A <!-- secret --> b", "A  b"),
        ("A<script>alert(1)</script> b", "A b"),
        ("A<style>p {}</style> b", "A b"),
        ('<i class="fa fa-link"></i> Code', "Code"),
        ("<ul><li>A</li><li>B</li></ul>", "A\n\nB"),
        ("<h2>A</h2>B", "A\n\nB"),
        ('<iframe src="x"></iframe>A', "A"),
        ('<b>A</b> <a href="x">b</a> <sup>c</sup>', '<b>A</b> <a href="x">b</a> <sup>c</sup>'),
        ("if a < b and c > d", "if a < b and c > d"),
        ("A set {1, 2} and $x_{i}$, {:1}", "A set {1, 2} and $x_{i}$, {:1}"),
        ("the <unk> token", "the <unk> token"),
        ("plain", "plain"),
    ],
)
def test_only_what_readers_would_have_seen_is_left(written: str, shown: str) -> None:
    assert clean_site_text(written) == shown


@pytest.mark.parametrize(
    "piece", ["{{", "{%", "{:", "{:a ", "<!--", "<script", "{{<", "{% comment %}", "{{ '", "<i ", "{::a-b"]
)
def test_unclosed_marks_take_no_time(piece: str) -> None:
    check_growth(lambda number: clean_site_text(piece * number), 2_000)
    assert len(clean_site_text(piece * 20_000)) <= 20_000 * len(piece)


def test_texts_are_cleaned_wherever_they_stand() -> None:
    inner = RawList(1, 1)
    inner.extend(["{{ site.url }}/a", None])
    outer = RawMapping(1, 1)
    outer["a"] = inner
    outer["b"] = "x{: .c}"
    outer["self"] = outer
    clean_values(outer)
    assert outer["a"] == ["/a", None]
    assert outer["b"] == "x"
