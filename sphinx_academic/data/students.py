"""Who is, or was, a student of the one whom the site is about: whose names curricula underline."""

from __future__ import annotations

from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Supervision
from sphinx_academic.data.records.person import Highlights, Profile
from sphinx_academic.data.roles_of_people import is_student
from sphinx_academic.data.values.name_parts import fold_name


def students_of(collection: Collection, owner: Profile | None) -> Highlights | None:
    """Those whom records of supervision name, and people of the register whose role says that they are students; None where there
    is nobody. Where the owner is a student, the others of the register are fellows and not students of theirs."""
    own = {fold_name(name) for name in owner.all_names} if owner else set()
    names = [record.name for record in collection.of(Supervision)]
    if owner is None or not is_student(owner.role):
        names += [person.name for person in collection.people if is_student(person.role)]
    wanted = tuple(dict.fromkeys(name for name in names if name and fold_name(name) not in own))
    return Highlights(wanted, collection.people) if wanted else None
