"""Networks of NGOs and assemblies of benefactors: members, and what was pledged and kept."""
