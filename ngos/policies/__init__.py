"""What the by-laws leave open about the register: values that an office decides on.

Of the 1395 by-law the articles on founders, councils, terms of licences and sanctions could not be
read; where the 1384 by-law or practice gives a value, it is the default and its source says so.
"""

from accounts.loading import load_all

load_all(__name__, __path__)
