"""A record of each kind of a career, with all that machines are told of it, by the name of its list."""

# fmt: off
FULL = {
    "positions": "{title: Postdoc, institution: U, department: Lab, start: 2020-01, end: 2022-03-31, url: 'https://u.example'}",
    "education": "{title: '*Physics*', degree: PhD, institution: U, start: 2010, end: 2014}",
    "service": "{title: Reviewer, organisation: Journal, start: 2020}",
    "memberships": "{title: Fellow, organisation: Society, start: 2020}",
    "supervision": "{name: Bo Li, degree: PhD, thesis: On *steam*, institution: U, start: 2020, end: 2024, supervisors: Cy Dee}",
    "talks": "{title: Said, event: Conf, date: 2024-05-02, end: 2024-05-03, place: Oslo, type: keynote, institution: U, speakers: 'Ann Bee, Cy Dee', "
    "slides: s.pdf, video: 'https://v.example', url: 'https://t.example'}",
    "events": "{title: School, start: 2024-05-02, end: 2024-05-06, place: online, organisation: U, people: A B, note: Come}",
    "teaching": "{title: Heat, code: H1, role: Lecturer, institution: U, level: MSc, start: 2020, end: present, note: N}",
    "grants": "{title: Steam, funder: F, number: EP/1, amount: £1.2M, people: Bo Li, start: 2021, end: 2025, url: 'https://g.example'}",
    "media": "{title: Kettles, organisation: Times, type: interview, date: 2024-05, url: 'https://m.example', people: X Y}",
    "openings": "{title: PhD, date: 2024-05-01, deadline: 2024-06-30, place: Oslo, salary: 'EUR 60,000', type: PhD, start: 2024-10, note: Apply}",
    "projects": "{title: Vapour, subtitle: What rises, start: 2020, end: 2023, people: 'Ann Bee, Cy Dee', funder: F, part_of: all, tags: [a], url: 'https://p.example'}",
    "software": "{title: Boil, description: It boils, people: A B, version: 1.2, license: MIT, languages: [C], doi: 10.1000/1, stars: '1,234', "
    "downloads: 5, date: 2024, url: 'https://github.com/a/b', tags: [x]}",
    "datasets": "{title: Sounds, description: D, people: A B, version: 1, license: CC-BY-4.0, size: 40 GB, doi: 10.1000/2, date: 2024}",
    "people": "{name: Bo Li, aliases: [B. Li], role: PhD student, affiliation: U, orcid: 0000-0002-1825-0097, url: 'https://b.example', "
    "pronouns: she/her, line: Steam, tags: [heat], links: {GitHub: bo}}",
    "awards": "{title: Best paper, organisation: ACM, date: 2024-05}",
}
# fmt: on
