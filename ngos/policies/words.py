"""The units and the sources that the policies of this room share."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PERSONS, PERCENT = _("persons"), _("percent")
DAYS, MONTHS = pgettext_lazy("unit", "days"), pgettext_lazy("unit", "months")
RUNGS = pgettext_lazy("unit", "rungs")
YEARS, NGOS = pgettext_lazy("unit", "years"), pgettext_lazy("unit", "NGOs")

BYLAW_1384 = _("By-law of 1384, article 18, as the NGO house of Tehran published it")
GUIDES = _("Guides of the Ministry of the Interior and of the provinces")
PROCEDURE = _("Guide of the Ministry of the Interior for establishing an NGO")
ELECTIONS = _("Instruction for electing the NGOs' representatives, news of 1404")
GUILD_LAW = _("Taken over from the law of guilds of 1401, article 17")
CUSTOM = _("Assumption: usual in bodies that vote, while the by-law of 1395 could not be read.")
ASSUMPTION = _("Assumption: no published rule was found.")
