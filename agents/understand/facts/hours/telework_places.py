"""Words for work done away from the office, which readings of telework share."""

PLACE = (
    r"(?:télétravail[a-zé]*|télévtravail[a-zé]*|tt(?![a-z])|(?:à|de|en) distance|distanciel"
    r"|distants?"
    r"|à (?:la maison|domicile|mon domicile|son domicile)|(?:de|depuis) (?:la maison"
    r"|(?:mon|son) (?:domicile|salon))|chez (?:moi|elle|lui|soi)"
    r"|travail(?:ler|lés?|lées?)? (?:à|depuis) (?:la maison|domicile)|dans (?:mon|son) salon)"
)
"""A pattern for a place of telework in simplified text."""
