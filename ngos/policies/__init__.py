"""What the by-laws leave open about NGOs, or could not be read in full: values to decide on.

The 1395 by-law's own articles on founders, councils, terms of licences and sanctions could not be
read; where the 1384 by-law or practice gives a value, it is the default and its source says so.
"""

# In the order in which the page of the policies lists them.
from ngos.policies import register  # noqa: F401  # isort: skip
from ngos.policies import founding  # noqa: F401  # isort: skip
from ngos.policies import applications  # noqa: F401  # isort: skip
from ngos.policies import licences  # noqa: F401  # isort: skip
from ngos.policies import councils  # noqa: F401  # isort: skip
from ngos.policies import supervision  # noqa: F401  # isort: skip
from ngos.policies import letters  # noqa: F401  # isort: skip
from ngos.policies import registers  # noqa: F401  # isort: skip
