"""The columns of lists of NGOs, by subject; `ngos.registries.ngos` puts them in their order."""
