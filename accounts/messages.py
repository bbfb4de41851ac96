"""What a page says once, kept in a cookie that a browser takes from this very host alone."""

from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class HostCookieStorage(CookieStorage):
    cookie_name = "__Host-messages"


class MessageStorage(FallbackStorage):
    """In the cookie, or in the session what does not fit there. Over https alone."""

    storage_classes = (HostCookieStorage, SessionStorage)
