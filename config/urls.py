"""Every address of the project."""

from django.contrib import admin
from django.urls import include, path

from accounts.views import home
from api.views import send_list
from public.crawling import robots, sitemap, sitemap_part

urlpatterns = [
    path("", home, name="home"),
    path("account/", include("accounts.urls")),
    path("office/", admin.site.urls),
    path("verify/", include("licensing.urls")),
    path("desk/", include("desk.urls")),
    path("register/list/", send_list, name="public_list"),
    path("register/", include("public.urls")),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<int:after>.xml", sitemap_part, name="sitemap_part"),
    path("api/v1/", include("api.urls")),
    path("attend/", include("programs.events.urls")),
]
handler400 = "screens.errors.bad_request"
handler403 = "screens.errors.permission_denied"
handler404 = "screens.errors.not_found"
handler500 = "screens.errors.server_error"
