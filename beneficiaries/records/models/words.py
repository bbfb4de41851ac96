"""The words that a record of a woman is told in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HeadshipCause(models.TextChoices):
    """Why she heads her household."""

    WIDOWED = "widowed", _("Husband died")
    DIVORCED = "divorced", _("Divorced")
    HUSBAND_DISABLED = "husband_disabled", _("Husband disabled")
    HUSBAND_IMPRISONED = "husband_imprisoned", _("Husband in prison")
    HUSBAND_ADDICTED = "husband_addicted", _("Husband addicted")
    HUSBAND_UNEMPLOYED = "husband_unemployed", _("Husband unemployed")
    HUSBAND_ABSENT = "husband_absent", _("Husband left")
    HUSBAND_CONSCRIPT = "husband_conscript", _("Husband a conscript")
    HUSBAND_MISSING = "husband_missing", _("Husband missing")
    SELF_HEADED = "self_headed", _("Woman who heads herself")
    NEVER_MARRIED = "never_married", _("Girl who heads herself")


class Supporter(models.TextChoices):
    """Who supports her already."""

    WELFARE = "welfare", _("Welfare Organisation")
    RELIEF = "relief", _("Relief Committee")
    MARTYRS = "martyrs", _("Martyrs Foundation")
    SOCIAL_SECURITY = "social_security", _("Social Security")
    MUNICIPALITY = "municipality", _("Municipality")
    NGO = "ngo", _("An NGO")


class Housing(models.TextChoices):
    OWNED = "owned", _("Owned")
    RENT = "rent", _("Rented")
    MORTGAGE = "mortgage", _("Deposit instead of rent")
    FAMILY = "family", _("With family")
    NONE = "none", _("No home")


class Insurance(models.TextChoices):
    NONE = "none", _("Not insured")
    SOCIAL_SECURITY = "social_security", _("Insured by Social Security")
    HEALTH = "health", _("Health insurance")
    RURAL = "rural", _("Rural and nomads' insurance")
    RELIEF = "relief", _("Insured by the Relief Committee")
    PENSION = "pension", _("Draws a pension")
    OTHER = "other", _("Other insurance")


class Marital(models.TextChoices):
    MARRIED = "married", _("Married")
    WIDOWED = "widowed", _("Widowed")
    DIVORCED = "divorced", _("Divorced (marital status)")
    SINGLE = "single", _("Never married")


class Education(models.TextChoices):
    ILLITERATE = "illiterate", _("Cannot read")
    LITERATE = "literate", _("Can read and write")
    PRIMARY = "primary", _("Primary school")
    MIDDLE = "middle", _("Middle school")
    DIPLOMA = "diploma", _("Diploma")
    BACHELOR = "bachelor", _("University degree")


class Disability(models.TextChoices):
    NONE = "none", _("No disability")
    PHYSICAL = "physical", _("Physical")
    SIGHT = "sight", _("Of sight")
    HEARING = "hearing", _("Of hearing or speech")
    MENTAL = "mental", _("Mental")
    ILLNESS = "illness", _("Lasting illness")


class RecordState(models.TextChoices):
    ACTIVE = "active", _("In the program")
    GRADUATED = "graduated", _("Graduated")
    MOVED = "moved", _("Moved to another office")
    CLOSED = "closed", _("Record closed")


class Relation(models.TextChoices):
    """What a member of the household is to her."""

    CHILD = "child", _("Child")
    HUSBAND = "husband", _("Husband")
    MOTHER = "mother", _("Mother")
    FATHER = "father", _("Father")
    SIBLING = "sibling", _("Brother or sister")
    GRANDCHILD = "grandchild", _("Grandchild")
    OTHER = "other", _("Other relation")
