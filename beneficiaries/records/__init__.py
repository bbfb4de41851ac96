"""The record of a woman who heads a household: who she is, her household, who may open it."""
