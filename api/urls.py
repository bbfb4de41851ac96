"""Addresses of the interface for programs, all of its first version."""

from django.urls import URLPattern, path

from api import views
from api.endpoints import api
from api.interface import public

_routes = [
    route
    for route in api.urls[0]
    if isinstance(route, URLPattern) and route.name != "api-root"  # a page of ours stands there
]
for _route in _routes:
    _route.callback = public(_route.callback)

urlpatterns = [
    path("", views.documentation, name="api_docs"),
    path("openapi.json", public(views.description), name="api_description"),
    path("reconcile", public(views.reconcile), name="api_reconcile"),
    path("dumps/<str:name>", public(views.dump), name="api_dump"),
    *_routes,
]
