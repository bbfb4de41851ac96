"""The register of NGOs: organisations, people and their terms, documents, branches."""
