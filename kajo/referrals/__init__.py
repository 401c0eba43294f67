"""Proposals to admit somebody (esitys), the urgent path, consent and admission."""
