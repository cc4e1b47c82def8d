"""Word stems that several subjects share, to recognise or to set aside a question."""

CONGES = (
    "congés? annuels?"
    "|congés?(?! (?:de )?(?:maladie|maternité|paternité|parental|naissance"
    "|formation|longue|grave|bonifi|spécia|proche|solidarité|supplém))"
    r"|(?:mes|jours? de|\d|\d j(?:ours)? de) ca(?![a-z'])|vacances"
    r"|25 jours (?:pour|par|sur|dans) (?:l'|cette |une )?an"
)
AUTRES_ABSENCES = (
    "décès|décéd|obsèques|enterre|mort|mariage|(?:me|se) mari|pacs|garde d'enfant|enfant malade"
    "|maternité|paternité|parental|adoption|aidant|autorisations? d'absence|asa |formation"
    "|concours|examen|syndica|élu|bonifié|don de|donner des jours|télétravail"
    "|apprenti|accouch|naissance|naître|cet(?![a-z' ])|sur (?:le|mon|un|son) cet|épargne"
)
SANTE = (
    "maladie|malade|(?:mon|un|en|l'|d'|cet|long|son) ?arrêts?(?![a-z])|accident"
    "|arrêtée?s? (?:depuis|pendant|tout)|clm|cld|citis"
    "|docteur|médecin|hôpital|hospital|opér[ée]|opération(?!nel)|chimio"
)
FAMILLE = "congé parental|maternité|paternité|adoption|présence parentale"
