"""The way of a verification campaign: drawn once, answered, made official."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.workflow import Step, Workflow


class CampaignState(models.TextChoices):
    """Where a campaign stands."""

    DRAFT = "draft", _("Being prepared")
    DRAWN = "drawn", _("Drawn")
    REPLYING = "replying", _("Replies are awaited")
    OFFICIAL = "official", _("Official")


CAMPAIGN = Workflow(
    noun="campaign",
    app="money",
    first=CampaignState.DRAFT,
    states=dict(CampaignState.choices),
    closed=frozenset({CampaignState.OFFICIAL}),
    deadlines={},
    steps=(
        Step(
            "draw", _("Draw the sample"), (CampaignState.DRAFT,), CampaignState.DRAWN,
            "draw_campaign",
        ),
        Step(
            "open", _("Ask for replies"), (CampaignState.DRAWN,), CampaignState.REPLYING,
            "draw_campaign",
        ),
        Step(
            "publish", _("Make the results official"), (CampaignState.REPLYING,),
            CampaignState.OFFICIAL, "draw_campaign",
        ),
    ),
)  # fmt: skip
