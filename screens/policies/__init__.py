"""The pages on which offices see and decide policies: `accounts` itself knows no screen."""

from screens.policies.admin import PolicySettingAdmin

__all__ = ["PolicySettingAdmin"]
