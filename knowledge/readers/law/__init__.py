"""Readers of the law and of what explains it: LEGI, whole codes, service-public.gouv.fr."""
