"""Addresses of the desk."""

from django.urls import path

from desk.views import changes, contact, home, officers, reports

urlpatterns = [
    path("", home.home, name="desk"),
    path("choose/", home.choose, name="desk_choose"),
    path("invited/<slug:token>/", officers.invited, name="desk_invited"),
    path("<int:ngo_pk>/", home.ngo, name="desk_ngo"),
    path("<int:ngo_pk>/contact/", contact.contact, name="desk_contact"),
    path("<int:ngo_pk>/changes/", changes.changes, name="desk_changes"),
    path("<int:ngo_pk>/changes/<slug:field>/ask/", changes.ask, name="desk_change_ask"),
    path(
        "<int:ngo_pk>/changes/<int:change>/withdraw/", changes.withdraw, name="desk_change_withdraw"
    ),
    path("<int:ngo_pk>/papers/<int:paper>/", changes.paper, name="desk_change_paper"),
    path("<int:ngo_pk>/officers/", officers.officers, name="desk_officers"),
    path("<int:ngo_pk>/officers/<int:officer>/remove/", officers.remove, name="desk_remove"),
    path(
        "<int:ngo_pk>/invitations/<int:invitation>/withdraw/", officers.withdraw,
        name="desk_invitation_withdraw",
    ),
    path("<int:ngo_pk>/reports/<int:report>/", reports.report, name="desk_report"),
    path("<int:ngo_pk>/reports/<int:report>/sign/", reports.sign, name="desk_report_sign"),
    path("<int:ngo_pk>/part/<slug:key>/", home.show, name="desk_part"),
]  # fmt: skip
