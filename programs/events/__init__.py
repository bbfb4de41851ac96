"""Events: conferences, meetings, courses in cohorts, exhibitions, visits; who was there."""
