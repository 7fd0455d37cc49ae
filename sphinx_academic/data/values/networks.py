"""The places on the web where researchers are, and the address of a person's page there."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from sphinx_academic.data.values.addresses import Link, host_of, scheme_of


class Network(NamedTuple):
    """``template`` makes an address of a user name; ``hosts`` are the hosts by which an address is recognised;
    one with a dot at its end has many ends (``scholar.google.de``)."""

    name: str
    icon: str
    template: str
    hosts: tuple[str, ...] = ()

    def address(self, user: str) -> str:
        """The page of a user; of ``@user@host`` on the networks that span hosts."""
        user = user.strip()
        federated = re.fullmatch(r"@?([\w.\-]+)@([\w.\-]+)", user)
        if self.icon == "mastodon" and federated:
            return f"https://{federated[2]}/@{federated[1]}"
        return self.template.format(user.lstrip("@")) if self.template else user


# fmt: off
_NETWORKS = (
    Network("GitHub", "github", "https://github.com/{}", ("github.com",)),
    Network("GitLab", "gitlab", "https://gitlab.com/{}", ("gitlab.com",)),
    Network("Codeberg", "codeberg", "https://codeberg.org/{}", ("codeberg.org",)),
    Network("Bitbucket", "bitbucket", "https://bitbucket.org/{}", ("bitbucket.org",)),
    Network("SourceHut", "sourcehut", "https://sr.ht/~{}", ("sr.ht",)),
    Network("Google Scholar", "googlescholar", "https://scholar.google.com/citations?user={}", ("scholar.google.",)),
    Network("ORCID", "orcid", "https://orcid.org/{}", ("orcid.org",)),
    Network("DBLP", "dblp", "https://dblp.org/pid/{}", ("dblp.org", "dblp.uni-trier.de")),
    Network("arXiv", "arxiv", "https://arxiv.org/a/{}", ("arxiv.org",)),
    Network("Semantic Scholar", "semanticscholar", "https://www.semanticscholar.org/author/{}", ("semanticscholar.org",)),
    Network("ResearchGate", "researchgate", "https://www.researchgate.net/profile/{}", ("researchgate.net",)),
    Network("Academia.edu", "academia", "https://independent.academia.edu/{}", ("academia.edu",)),
    Network("Web of Science", "clarivate", "https://www.webofscience.com/wos/author/record/{}", ("webofscience.com",)),
    Network("Scopus", "scopus", "https://www.scopus.com/authid/detail.uri?authorId={}", ("scopus.com",)),
    Network("INSPIRE", "inspire", "https://inspirehep.net/authors/{}", ("inspirehep.net",)),
    Network("HAL", "hal", "https://cv.hal.science/{}", ("hal.science",)),
    Network("PubMed", "pubmed", "https://pubmed.ncbi.nlm.nih.gov/?term={}", ("pubmed.ncbi.nlm.nih.gov",)),
    Network("Zenodo", "zenodo", "", ("zenodo.org",)),
    Network("OSF", "osf", "https://osf.io/{}", ("osf.io",)),
    Network("LinkedIn", "linkedin", "https://www.linkedin.com/in/{}", ("linkedin.com",)),
    Network("X", "x", "https://x.com/{}", ("x.com", "twitter.com")),
    Network("Mastodon", "mastodon", "https://mastodon.social/@{}", ("mastodon.social", "fediscience.org", "scholar.social", "sigmoid.social")),
    Network("Bluesky", "bluesky", "https://bsky.app/profile/{}", ("bsky.app",)),
    Network("Threads", "threads", "https://www.threads.net/@{}", ("threads.net",)),
    Network("Facebook", "facebook", "https://www.facebook.com/{}", ("facebook.com",)),
    Network("Instagram", "instagram", "https://www.instagram.com/{}", ("instagram.com",)),
    Network("YouTube", "youtube", "https://www.youtube.com/@{}", ("youtube.com", "youtu.be")),
    Network("Vimeo", "vimeo", "https://vimeo.com/{}", ("vimeo.com",)),
    Network("Bilibili", "bilibili", "https://space.bilibili.com/{}", ("bilibili.com",)),
    Network("Zhihu", "zhihu", "https://www.zhihu.com/people/{}", ("zhihu.com",)),
    Network("Weibo", "sinaweibo", "https://weibo.com/{}", ("weibo.com",)),
    Network("WeChat", "wechat", ""),
    Network("Telegram", "telegram", "https://t.me/{}", ("t.me",)),
    Network("Discord", "discord", "", ("discord.gg", "discord.com")),
    Network("Matrix", "matrix", "https://matrix.to/#/{}", ("matrix.to",)),
    Network("Hugging Face", "huggingface", "https://huggingface.co/{}", ("huggingface.co",)),
    Network("Kaggle", "kaggle", "https://www.kaggle.com/{}", ("kaggle.com",)),
    Network("Stack Overflow", "stackoverflow", "https://stackoverflow.com/users/{}", ("stackoverflow.com",)),
    Network("PyPI", "pypi", "https://pypi.org/user/{}", ("pypi.org",)),
    Network("Medium", "medium", "https://medium.com/@{}", ("medium.com",)),
    Network("Substack", "substack", "https://{}.substack.com", ("substack.com",)),
    Network("Zotero", "zotero", "https://www.zotero.org/{}", ("zotero.org",)),
    Network("Overleaf", "overleaf", "", ("overleaf.com",)),
    Network("Wikipedia", "wikipedia", "https://en.wikipedia.org/wiki/User:{}", ("wikipedia.org",)),
    Network("Wikidata", "wikidata", "https://www.wikidata.org/wiki/{}", ("wikidata.org",)),
    Network("Email", "envelope", "mailto:{}"),
    Network("CV", "file", ""),
    Network("Website", "globe", ""),
    Network("RSS", "rss", ""),
)
# fmt: on
_OTHER_NAMES = {
    "twitter": "x",
    "scholar": "googlescholar",
    "homepage": "globe",
    "home": "globe",
    "web": "globe",
    "blog": "globe",
    "resume": "file",
    "curriculumvitae": "file",
    "mail": "envelope",
    "weixin": "wechat",
    "researcherid": "clarivate",
    "publons": "clarivate",
    "inspirehep": "inspire",
}


def _squeezed(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


@cache
def _by_name() -> dict[str, Network]:
    by_icon = {network.icon: network for network in _NETWORKS}
    names = {_squeezed(network.name): network for network in _NETWORKS} | by_icon
    return names | {name: by_icon[icon] for name, icon in _OTHER_NAMES.items()}


def network_of(name: str, url: str) -> Network | None:
    """The network that a link belongs to: by its address where there is one, else by its name."""
    host = host_of(url)
    for network in _NETWORKS if host else ():
        if any(
            host.startswith(known) if known.endswith(".") else host == known or host.endswith("." + known)
            for known in network.hosts
        ):
            return network
    if url.startswith("mailto:"):
        return _by_name()["email"]
    return _by_name().get(_squeezed(name))


def complete(link: Link) -> Link:
    """A link to somebody's page: the address made of a user name, the name taken from the address."""
    network = network_of(link.name, link.url)
    if network is None:
        return link
    name, url = link.name, link.url
    if name in {"", "Link"}:
        name = network.name
    if url and not scheme_of(url) and not re.search(r"[/#]|\.(?:pdf|html?|md|rst)$", url.strip("/@")):
        url = network.address(url)
    return Link(name, url)
