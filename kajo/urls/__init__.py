"""Which addresses does each of the three sites answer?"""
