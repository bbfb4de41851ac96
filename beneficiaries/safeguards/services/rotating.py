"""Changing keys while notes are read and written: each office's own, and the master key."""

from django.db import transaction

from beneficiaries.safeguards.models import Note, OfficeKey
from beneficiaries.safeguards.services import sealing

AT_ONCE = 500  # notes that are sealed anew in one transaction


def rotate_offices() -> int:
    """Give each office a new key and seal its notes by it; how many were sealed.

    For the scope of the system. May be stopped and begun again: what was sealed stays so. A note
    that somebody is writing is left for the next turn.
    """
    newest = _new_keys()
    sealed = 0
    while turn := _seal_some(newest):
        sealed += turn
    _drop_empty(newest)
    return sealed


def _new_keys() -> dict[tuple[int, int | None], OfficeKey]:
    """A new key of each office that has one."""
    found: dict[tuple[int, int | None], OfficeKey] = {}
    with transaction.atomic():
        last: dict[tuple[int, int | None], int] = {}
        for key in OfficeKey.objects.order_by("version"):
            last[key.province_id, key.county_id] = key.version
        for (province, county), version in last.items():
            key = sealing.new_key(province_id=province, county_id=county, version=version + 1)
            key.save()
            found[province, county] = key
    return found


def _seal_some(newest: dict[tuple[int, int | None], OfficeKey]) -> int:
    with transaction.atomic():
        waiting = (
            Note.objects.select_for_update(of=("self",), skip_locked=True)
            .exclude(key__in=[key.pk for key in newest.values()])
            .select_related("key", "beneficiary")
            .order_by("pk")[:AT_ONCE]
        )
        rows = []
        for note in waiting:
            woman = note.beneficiary
            key = newest.get((woman.province_id, woman.county_id))
            if key is None:  # she came to an office that has had none
                key = sealing.new_key(
                    province_id=woman.province_id, county_id=woman.county_id, version=1
                )
                key.save()
                newest[woman.province_id, woman.county_id] = key
            sealing.seal(note, sealing.open_text(note), key)
            rows.append(note)
        Note.objects.bulk_update(rows, ["sealed", "key", "digest"])
    return len(rows)


def _drop_empty(newest: dict[tuple[int, int | None], OfficeKey]) -> None:
    """Old keys that seal nothing any more."""
    kept = [key.pk for key in newest.values()]
    with transaction.atomic():
        used = Note.objects.values("key")
        OfficeKey.objects.exclude(pk__in=kept).exclude(pk__in=used).delete()


@transaction.atomic
def rewrap() -> int:
    """Wrap every office's key by the master key in force; how many there are.

    The keys of before are in `NOTES_KEY_FALLBACKS` until this has been done. Digests of notes are
    made by the master key too, so notes are rotated afterwards.
    """
    count = 0
    for key in OfficeKey.objects.select_for_update():
        sealing.wrap(key, sealing.unwrap(key))
        key.save(update_fields=["wrapped"])
        count += 1
    return count
