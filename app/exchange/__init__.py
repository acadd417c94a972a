"""Bytes in and out: keys, certificates, signatures, packages, and files nobody may trust yet."""
