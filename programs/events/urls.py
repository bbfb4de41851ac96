"""Addresses of events that need no account."""

from django.urls import path

from programs.events.views import self_marking

urlpatterns = [path("", self_marking.attend, name="attend")]
