"""Who works here, in which office and role, and how do they sign in?"""
