"""Licences: signed at the end of applications, extended, suspended, lifted and revoked."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from accounts import scope
from licensing.kinds import LicenceKind
from licensing.models import Application, Licence
from licensing.services.licences import suspending
from licensing.services.licences.extending import Extension, extend_licences, preview_extension
from licensing.services.licences.issuing import issue_licence
from licensing.states import State
from ngos.models.ngo import Status
from ngos.services.change_status import change_status
from persian.dates import today
from tests.licensing.applications.cases import DAY
from tests.licensing.walk.world import World, days_ago, one_of_all, somebody, somebody_of_staff

MEASURES = {
    "suspend": suspending.suspend,
    "lift": suspending.lift_suspension,
    "revoke": suspending.revoke,
}
_OF = {"suspend": ("valid",), "lift": ("suspended",), "revoke": ("valid", "suspended")}


class Licences(World):
    @rule(name=somebody, which=one_of_all, ago=days_ago, is_stale=st.booleans())
    def somebody_signs_a_licence(self, name, which, ago, is_stale):
        self.issue(name, self.chosen(Application, which), ago, is_stale)

    @rule(
        name=somebody_of_staff, which=one_of_all, measure=st.sampled_from([*MEASURES]),
        ago=days_ago,
    )  # fmt: skip
    def somebody_takes_a_measure(self, name, which, measure, ago):
        licence = self.chosen(Licence, which)
        is_taken = self.attempt(
            name,
            lambda who: MEASURES[measure](
                actor=who, licence=licence, on=today() - ago * DAY, reason="رأی ۱۲"
            ),
        )
        if is_taken:
            assert licence.state in _OF[measure]
            assert name != "isfahan_expert"

    @rule(name=somebody_of_staff, status=st.sampled_from(["active", "suspended"]))
    def somebody_changes_the_status(self, name, status):
        self.change_status(name, status)

    def change_status(self, name, status):
        self.attempt(
            name,
            lambda who: change_status(
                actor=who, ngo=self.cast.rasht_ngo, status=Status(status), on=today(),
                reason="رأی ۱۲",
            ),
        )  # fmt: skip

    @rule(name=somebody_of_staff, months=st.integers(1, 30), kind=st.sampled_from(LicenceKind))
    def somebody_extends(self, name, months, kind):
        """By a resolution that gives all that end within four years a later end."""
        until = today() + 1500 * DAY
        extension = Extension(
            kind=kind, expires_from=today() - 400 * DAY, expires_until=until,
            new_expiry=until + months * 30 * DAY, resolution_no="12", resolution_on=today(),
        )  # fmt: skip

        def extend(who):
            count = preview_extension(actor=who, extension=extension).count
            extend_licences(actor=who, extension=extension, expected=count)

        with scope.system():
            before = dict(Licence.objects.values_list("pk", "expires_on"))
        self.attempt(name, extend)
        with scope.system():
            for licence in Licence.objects.exclude(expires_on=None):
                assert licence.expires_on >= before[licence.pk]

    def issue(self, name, application, ago, is_stale=False):
        state = self.fresh(application).state
        is_issued = self.attempt(
            name,
            lambda who: issue_licence(
                actor=who, application=Application.objects.get(pk=application.pk),
                seen=State.DRAFT if is_stale else state, issued_on=today() - ago * DAY,
            ),
        )  # fmt: skip
        if is_issued:
            assert name in ("rasht_chair", "gilan_chair")
            assert state in (State.APPROVED, State.REGISTERED)
        else:
            assert self.fresh(application).state == state
