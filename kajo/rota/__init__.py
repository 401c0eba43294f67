"""Whose turn is it on duty: on the line, as back-up, and as the decision maker on call?"""
