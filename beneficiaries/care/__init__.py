"""What is done for a woman: plan, services, referrals, enrolments, complaints, outcomes."""
