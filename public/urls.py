"""Addresses of the public register."""

from django.urls import path

from public import views

urlpatterns = [
    path("", views.register, name="public_register"),
    path("<int:number>/", views.ngo, name="public_ngo"),
]
