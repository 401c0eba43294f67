"""How does a page look, speak and protect its reader? Tokens, components, forms and headers; no models."""
