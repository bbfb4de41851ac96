"""Addresses of the register that need no account."""

from django.urls import path

from licensing.views import verification

urlpatterns = [
    path("", verification.ask, name="verify"),
    path("<str:code>/", verification.show, name="verify_licence"),
]
