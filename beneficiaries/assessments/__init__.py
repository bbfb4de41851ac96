"""How a woman lives, asked by questionnaires that offices write, and how much help she needs."""
