"""Signing in by username or by mobile number."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from accounts import scope
from accounts.models import User
from persian.identifiers import IdentifierError, clean_mobile
from persian.text import canonical


class UsernameOrMobileBackend(BaseBackend):
    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **credentials: Any,
    ) -> User | None:
        if not username or not password:
            return None
        with scope.sign_in():
            user = self.find(canonical(username))
        if user is None:
            User().set_password(password)  # takes as long as a wrong password does
            return None
        if user.check_password(password) and user.is_active and not user.has_ended:
            return user
        return None

    def get_user(self, user_id: int) -> User | None:
        return User.objects.filter(pk=user_id).first()

    @staticmethod
    def find(name: str) -> User | None:
        """The account of a username or a mobile number, open or closed."""
        found = User.objects.filter(username__iexact=name).first()
        if found is not None:
            return found
        try:
            return User.objects.filter(mobile=clean_mobile(name)).first()
        except IdentifierError:
            return None
