"""The NGOs' own desk: what their officers see, ask for, and put right by themselves."""
