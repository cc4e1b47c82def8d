"""How a contract ends, told in other words: who ends it and why, what comes next."""

import re
from collections.abc import Iterator

from agents.understand.readings import Reading, always, read_table
from statute.facts import FactRead
from statute.french import Plain, pattern

_ASKED = pattern(
    r"est-ce qu|puis-je|peut-on|peut-il|pourrait|comment|si (?:je|j'|il|elle|on|mon|la|vous)"
    r"|menac|risque|envisag|voudrais|souhait|veux|veut|compte|pense|hésit|faut-il|aimerais|projet"
    r"|peur de|parle d|peut-elle|a-t-(?:il|elle|on) le droit|collègue|voisin"
    r"|titulaire(?! (?:du poste|revenue?|est))"
)
_SOMEBODY_ELSE = pattern(
    r"(?:ma|mon|une?|la|le|mes) (?:collègue|voisine?|amie?|conjointe?|mari|femme|fils|fille|frère"
    r"|soeur|compagn[a-z]+)(?![a-z])[^.?!;]{0,40} (?:a|est|qui|s'est|avait|va|sera|était)(?![a-z])"
)
_DISMISSED = (
    r"(?:licenci[a-z]+|renvoyée?|renvoi|virée?|virer|congédiée?|congédier|remerciée?|renvoyer"
    r"|mise? (?:à la porte|dehors)|limogée?|éviction|évincée?|perdu (?:mon|son) (?:poste|emploi)"
    r"|rompu|rupture|mis fin|met fin|mettre fin)(?![a-z])"
)
_FAULT = (
    r"(?:fautes?(?! (?:de|d'))(?![a-z])|fautes? (?:de (?:ma|sa|l'agent|l'animat|service)|grave"
    r"|lourde)"
    r"|sanction|disciplin[a-z]+|vols?(?![a-z])|violences?|insultes?|altercation|abandon de poste"
    r"|insubordination|harcèlement|ivresse|alcool au travail|faux|détournement|bagarre"
    r"|comportement|manquements?)"
)
_UNFIT = (
    r"(?:insuffisance|insuffisant[a-z]*|incompéten[a-z]+|manque de (?:compétences?|résultats?"
    r"|rigueur|capacité)|(?:résultats?|travail|niveau)[^.?!;]{0,25} (?:faibles?|insuffisants?"
    r"|mauvais|médiocre|pas (?:à la hauteur|satisfaisants?|le niveau))|trop d'erreurs"
    r"|pas à la hauteur|pas (?:au|le) niveau|pas assez (?:compétente?|efficace|performante?|rapide)"
    r"|inaptitude (?:au (?:métier|poste)|aux fonctions|professionnelle|à exercer)"
    r"|incapable de (?:faire|tenir|assurer|exercer)|incapacité professionnelle|pas compétente?)"
)
_OTHER_GROUND = (
    r"(?:suppression|supprim[a-z]+|fermeture|ferm(?:é|e|ée|ent)(?![a-z])|réorganis[a-z]+"
    r"|restructur[a-z]+|reclass[a-z]+|inapt[a-z]+ physique[a-z]*|inapte|inaptitude(?! (?:au|aux"
    r"|prof|à))|refus[a-z]*|économi[a-z]+|budget[a-z]*|disparition|disparu|transfert|transfér[a-z]+"
    r"|arrivée d'un (?:fonctionnaire|titulaire)|recrutement d'un (?:fonctionnaire|titulaire)"
    r"|(?:fonctionnaire|titulaire) (?:prend|à ma place|recruté)|intérêt du service"
    r"|dissolution|externalis[a-z]+|délégation|changement (?:de lieu|d'horaires|d'affectation))"
)
_TRIAL = r"(?:période d'essai|essai)(?![a-z])"
_STOPPED = (
    r"(?:rompu[es]?|rompt|rompre|rupture|mis fin|met fin|mettre fin|(?:ai|a|as|avons|ont) arrêté"
    r"|s'est arrêté"
    r"|cessé|stoppé[es]?|interrompu[es]?|virée?|licenciée?|remerciée?|renvoyée?|partie?"
    r"|quitté|pas (?:gardée?|retenue?|prolongée?|confirmée?|validée?|concluante?|concluant"
    r"|satisfaisante?|passé|fini|réussi|gardons|garderons|gardent|garde|conservée?|validons|valide"
    r"|poursuivi[er]?|été (?:gardée?|concluante?|validée?|confirmée?|satisfaisante?|retenue?"
    r"|conservée?))|(?:garderons|gardons|gardent|gardera|garde|retenons|confirmons|confirme"
    r"|validons"
    r"|valide|poursuivons|continuerons|continue) pas|échoué|non (?:concluante?|concluant|validée?"
    r"|concluants)|raté)(?![a-z])"
)
_REASONS = (
    ("fin pendant l’essai",
     (rf"{_STOPPED}[^.?!;]{{0,50}} (?:au cours de |pendant |durant |dans |avant la fin de |avant"
      rf" le terme de |en cours d[e'] ?|en pleine |lors de |à l'issue de |au terme de |à la fin de "
      rf"|après |de |d'|l'|ma |ton |mon |la |votre |son |sa |cet |cette )?(?:l'|mon |ma |son |sa "
      rf"|la "
      rf"|cet |cette |une |deux mois d'|\w{{1,8}} mois d')?{_TRIAL}(?! (?:de|d')? ?"
      rf"(?:dure|terminée?|finie?|est terminée?|est finie?|validé))"
      rf"|{_TRIAL}[^.?!;]{{0,70}} {_STOPPED}"),
     ("On a mis fin à mon contrat en pleine période d’essai, est-ce que c’est permis ?",
      "Mon essai n’a pas été validé.", "Je suis partie avant la fin de ma période d’essai.",
      "Ma cheffe m’a remerciée durant l’essai."),
     ("Ma période d’essai est finie.", "Combien de temps dure l’essai ?",
      "Mon arrêt pendant la période d’essai la prolonge-t-il ?")),
    ("insuffisance professionnelle",
     rf"{_DISMISSED}[^.?!;]{{0,60}} {_UNFIT}|{_UNFIT}[^.?!;]{{0,60}} {_DISMISSED}",
     ("On m’a licenciée parce que je n’étais pas à la hauteur.",
      "Son insuffisance a mené le maire à la licencier.",
      "Mon licenciement pour incompétence me choque, puis-je le contester ?"),
     ("Mon salaire est insuffisant.",)),
    ("faute disciplinaire",
     (rf"{_DISMISSED}[^.?!;]{{0,50}} (?!sans |pas |ni ){_FAULT}"
      rf"|conseil de discipline[^.?!;]{{0,60}} {_DISMISSED}"
      rf"|(?:après|suite à|à cause de|pour) (?:une? |ma |mes |le |des )?{_FAULT}[^.?!;]{{0,40}}"
      rf" {_DISMISSED}"),
     ("On m’a renvoyé pour insultes envers un usager.",
      "Licencié par mesure disciplinaire, est-ce que j’ai droit au chômage ?",
      "Après une altercation, j’ai été viré."),
     ("Je suis licencié faute de poste vacant.", "Mon licenciement est sans faute de ma part.")),
    ("autre licenciement",
     (rf"{_DISMISSED}[^.?!;]{{0,60}} {_OTHER_GROUND}|{_OTHER_GROUND}[^.?!;]{{0,60}} "
      r"(?:licenci[a-z]+|renvoyée?|congédiée?|remerciée?|contrat (?:est |a été )?rompu)"),
     ("Mon service ferme et on me licencie.",
      "Licenciée après le refus d’un nouvel horaire, est-ce que j’ai droit à un préavis ?",
      "La mairie m’a licenciée par économie.", "Je suis licencié, aucun reclassement possible."),
     ("Mon poste sera supprimé l’an prochain.",)),
    ("démission",
     (r"(?:ma|sa|la|cette|votre|leur) (?:lettre de |mail de |courrier de )?démission(?![a-z])"
      r"(?! (?:refusée|annulée))"
      r"|(?:lettre|courrier|mail|recommandé|réception|avis de réception)(?: de| pour| de ma| de sa"
      r"| par lequel (?:il|elle)| où (?:il|elle))? démission[a-z]*"
      r"|(?:décision|lettre|courrier|volonté) (?:de|pour|où) (?:je |elle |il )?démission[a-z]+"
      r"|(?:je|il|elle) démission(?:ne|nait|nerai)|démission (?:reçue|envoyée|postée|remise|déposée"
      r"|datée|du|de (?:mon|ma|l'agent|mme|m\.)|acceptée|présentée|donnée|enregistrée)"
      r"|(?:suite à|après|depuis) (?:ma |sa |une |la )?démission|(?:présente|donne|dépose|présenté"
      r"|donné|remis) (?:ma|sa) démission|démissionnaire|(?:j'ai|il a|elle a|a) démissionné"
      r"|départ volontaire|c'est (?:moi|elle|lui|l'agente?) qui (?:ai|a|pars|part|arrête|suis|m'en)"
      r" ?(?:voulu |choisi |décidé |souhaité |rompu |mis fin|pris la décision|demandé à |quitté)?"
      r"(?:partir|arrêter|rompre|cesser|de partir|d'arrêter|de rompre|quitter|démission[a-z]+"
      r"|mettre fin|contrat|au contrat|à mon|à partir)?"
      r"|(?:rupture|départ|fin de contrat|décision|fin)[^.?!;]{0,25} (?:vient de|est de|de) (?:moi"
      r"|mon (?:fait|initiative|choix|côté|plein gré)|l'agente?|sa part|ma part)(?![a-z])"
      r"|à (?:mon|son) initiative|(?:de|par) (?:mon|son) (?:plein gré|propre chef|choix)"
      r"|(?:j'ai|il a|elle a|a) (?:décidé|choisi) de (?:partir|quitter|rompre|cesser|démissionner"
      r"|mettre fin|m'en aller|tout arrêter)"),
     ("Je vous présente ma démission, comment sera calculé mon solde ?",
      "Le départ vient de moi.", "J’ai décidé de quitter la mairie.",
      "Démission datée du 3 novembre, préavis à calculer.",
      "C’est elle qui a voulu rompre son contrat."),
     ("Je voudrais démissionner.", "Quel est le délai si je donne ma démission ?",
      "Ma collègue, qui a donné sa démission, part vendredi.")),
    ("fin du contrat prévue",
     (
         r"(?:contrat|cdd|engagement|mission)(?![a-z])[^.?!;]{0,50} (?:(?:est "
         r"|a )?(?:bien )?(?:arrivée?"

      r"|éteint|allé|mené|fini|terminé|pris fin|achevé|expiré|venu|cessé|conduit|effectué|fait"
      r"|tenu|honoré|rempli|accompli)(?![a-z])[^.?!;]{0,25} ?(?:à|au|à son|à l'|jusqu'à|jusqu'au|en"
      r"|comme|jusqu'à son) ?(?:la |son |l')?(?:terme|échéance|bout|date prévue|prévue?|fin|entier"
      r"|normalement)"
      r"|échu(?![a-z]))"
      r"|(?:fini|terminé|accompli|achevé|honoré|fait|mené|effectué) (?:mon|son|tout mon"
      r"|ce) (?:contrat"
      r"|cdd|engagement)[^.?!;]{0,20}(?:comme prévu|jusqu'au bout|en entier|à (?:son )?terme"
      r"|normalement|à la date prévue|au terme)"
      r"|(?:non[- ](?:reconduction|renouvellement)|fin)[^.?!;]{0,20} (?:à l'échéance|au terme"
      r"|au bout"
      r"|normale d[ue]|prévue d[ue]|naturelle)|terme (?:prévu|fixé|normal|initial)"
      r"|(?:arrivée? (?:à|au)|échéance|fin normale|fin prévue|expiration) (?:l'|la |du |de )?"
      r"(?:échéance|terme)? ?(?:de |du )?(?:mon |son |ce )?(?:contrat|cdd)(?![a-z])"),
     ("Mon CDD a pris fin à la date prévue, est-ce que j’ai une prime ?",
      "J’ai effectué mon contrat jusqu’au bout.",
      "Son contrat s’est achevé à son terme normal."),
     ("Mon contrat est rompu.", "À quelle date est la fin de mon contrat ?")),
)  # fmt: skip
_REASON_ROWS = tuple(
    Reading(
        "motif_de_la_fin",
        pattern(written),
        always(name),
        ("licenc", "demis", "esai", "renv", "contrat", "cd", "rup", "romp", "vir", "fin",
         "depart", "c'est", "initiative", "plein gre", "choi", "decid", "congedi", "remerci",
         "porte", "perdu", "terme", "limog", "evinc", "echeance"),
        unless=_SOMEBODY_ELSE,
        beside=_ASKED,
        own=False,
        denies=name not in {"démission", "faute disciplinaire"},
        imperfect=True,
        yes=tuple((text, name) for text in yes),
        no=no,
    )
    for name, written, yes, no in _REASONS
)  # fmt: skip

_ENDING = r"(?:contrats?|cdd|engagement|(?:la|ma|sa) mission|saison|remplacement)(?![a-z])"
_LOCAL_WORK = (
    r"(?:ccas|communauté d|agglo|métropole|département|région|conseil (?:départemental|régional)"
    r"|autre (?:commune|mairie|service|collectivité|école)|syndicat|commune|mairie|ville|voirie"
    r"|cantine|crèche|école|chez vous|intercommunal)"
)
_STATE_WORK = (
    r"(?:hôpital|chu(?![a-z])|chr(?![a-z])|préfecture|université|rectorat|ministère|l'état"
    r"|éducation nationale|fonction publique (?:hospitalière|d'état|de l'état)|employeur public"
    r"|administration|collège|lycée|impôts|tribunal|gendarmerie|ehpad public|cnrs|ars(?![a-z])"
    r"|finances publiques|emploi public|poste public|secteur public|hospitalière?)"
)
_EQUAL = (
    r"(?:mêmes?|équivalente?|égale?|identique|pareil|semblable|comparable|similaire|au moins égal)"
)
_FULL = (
    r"(?:(?:à |au )?taux plein|sans décote|(?:retraite|pension) (?:entière|complète|pleine)"
    r"|tous (?:mes|ses|les) trimestres)(?![a-z])"
)
_PUBLIC_HIRING = pattern(
    r"rejoin|embauch|recrut|trouvé|prend(?![a-z])|prends|pars|vais|commence|signe|nommée?|engag"
    r"|accepté|obtenu|décroché|attend|intègre|entre(?![a-z])|travaillerai|passe"
)


def hired_elsewhere(match: re.Match[str]) -> str | None:
    """Read an equal public post only where somebody is hired there."""
    around = match.string[max(0, match.start() - 60) : match.end() + 40]
    return "emploi public équivalent" if _PUBLIC_HIRING.search(around) else None


_AFTER = (
    ("rien",
     (r"(?:rien|aucune? (?:suite|proposition|offre|contrat|autre|poste|nouveau))(?: (?:n'est |n'a "
      r"été |d'autre |ne m'|n'|ne me )?(?:est |a été )?(?:prévue?|proposée?|derrière|après|ensuite"
      r"|au bout|attend|en vue|offerte?))"
      r"|(?:propose|proposé|proposent|propos|prévu|offre|offert|promet|prévoit)[a-z]*"
      r" (?:rien|plus rien|aucune? (?:suite|autre|contrat|nouveau|renouvellement))"
      r"|sans (?:rien (?:après|derrière|ensuite)|être (?:renouvelée?|reconduite?|prolongée?|gardée?"
      r"|reprise?)|suite|proposition|prolongation|renouvellement|lendemain|qu'on me (?:garde"
      r"|propose))"
      r"|c'est la porte|(?:pas|plus) de (?:nouveau contrat|prolongation|reconduction|suite"
      r"|renouvellement|contrat (?:après|derrière))|on (?:ne )?me garde pas"
      r"|(?:s'arrête|s'arrêtera|finit|se termine|cesse|prend fin)(?: [a-z0-9']{1,12}){0,4} (?:là"
      r"|point"
      r"|définitivement|sans rien)(?![a-z])|départ définitif|part définitivement"
      r"|(?:me retrouve|serai|suis|vais être|me retrouverai) (?:donc )?(?:sans (?:emploi|travail"
      r"|rien"
      r"|contrat)|au chômage)"),
     ("Mon CDD finit et on ne me propose rien, ai-je droit à une prime ?",
      "À la fin de mon contrat, aucune suite ne m’est offerte : rien de prévu.",
      "Mon contrat cesse sans être reconduit.", "Je serai au chômage après mon CDD."),
     ("Je n’ai rien reçu pour mon contrat.",)),
    ("renouvellement ou autre contrat territorial",
     (rf"{_ENDING}[^.?!;]{{0,40}} (?:est|sera|a été|vient d'être|va être|suis) (?:bien |donc )?"
      r"(?:renouvelée?|prolongée?|reconduite?)(?![a-z])(?![^.?!;,]{0,60}\?)"
      r"(?! (?:en|pour une durée indé|à durée indé))"
      r"|(?:renouvelée?|reconduite?|prolongée?) (?:dans la foulée|aussitôt|pour|de|jusqu|d'un"
      r"|sans)(?! une durée indé)"
      r"(?![^.?!;,]{0,50}\?)"
      r"|(?:je|il|elle) (?:resigne|rempile|repars? pour|réenchaîne|enchaîne)(?![a-z])"
      r"|enchaîn[a-z]+ (?:avec|sur|directement|tout de suite)[^.?!;]{0,20} (?:contrat|cdd)"
      r"|(?:signe|signé|signer|signerai|a|ai|aurai|obtenu|débute|commence|commencerai|démarre|eu)"
      r" (?:donc |aussi |déjà )?(?:un|mon|son) (?:autre|nouveau|deuxième|second|2e|2ème|troisième)"
      rf" (?:contrat|cdd|engagement)"
      r"|(?:deuxième|second|nouveau|autre|2e|2ème) (?:contrat|cdd|engagement)[^.?!;]{0,40}"
      r" (?:prend|suit|démarre|commence|débute|relais|enchaîne|attend|derrière|à la suite)"
      rf"|(?:après|à l'issue de|au bout de|à la fin de|suite à) (?:mon|son|ce|le) (?:contrat|cdd)"
      rf"[^.?!;]{{0,30}} (?:signe|embauch[a-z]+|pars|part|vais|va|rejoins|rejoint|prise?"
      rf"|recrut[a-z]+"
      rf"|travaillerai|commence)(?![a-z])[^.?!;]{{0,20}} (?:à|au|dans|par|avec|pour|chez) (?:la "
      rf"|le |l'"
      rf"|un |une )?{_LOCAL_WORK}"
      r"|(?:on|la mairie|la ville|vous|ils|elle) (?:me |m'a |m'ont |la |le |l'a )(?:reprend"
      r"|reprennent|garde|gardent|renouvelle|prolonge|renouvellent|prolongent|reconduit|prolongée?"
      r"|renouvelée?|reconduite?|gardée?|reprise?)(?! pas)(?![a-z])"
      r"|avant de me (?:prolonger|renouveler|reconduire)"),
     ("Mon CDD est prolongé de trois mois, est-ce que je touche la prime ?",
      "À la fin de mon contrat, je rempile à la crèche.",
      "Son contrat fini, elle a signé un deuxième contrat chez nous.",
      "Après mon contrat, je vais travailler au CCAS : je commence au CCAS lundi.",
      "La mairie me reprend pour six mois dès la fin du contrat."),
     ("Mon contrat sera-t-il prolongé ?", "Le contrat peut-il être renouvelé ?",
      "Mon contrat de mutuelle est renouvelé.")),
    ("nomination comme stagiaire",
     (r"(?:nommée?|nomination|nommer|recrutée?|intégrée?|pass[a-z]+|mise?|devien[a-z]+|devenir"
      r"|deviendr[a-z]+|serai|sera)(?: [a-z']{1,12}){0,4}? (?:fonctionnaire )?(?:stagiaire"
      r"|en stage(?! de (?:formation|fin))|stage de titularisation)(?![a-z])"
      r"|stagiairis[a-z]+|(?:mise? en stage|stagiaire dès|titularisation) (?:se prépare|prévue|dès"
      r"|à la fin|à l'issue|après|à partir|le)"),
     ("À l’issue de mon CDD je passe fonctionnaire stagiaire.",
      "Mon contrat débouche sur ma nomination en tant que stagiaire.",
      "Elle devient stagiaire dès la fin de son contrat.",
      "Après mon contrat, ma mise en stage est prévue : mise en stage dès janvier."),
     ("Mon stage de titularisation se termine en mars.", "Je suis stagiaire.")),
    ("CDI équivalent refusé",
     (
         r"(?:refus|refusé|décliné|rejeté|dit non|pas (?:voulu|accepté|pris|donné suite)|repoussé"
         r"|écarté"

      r"|renoncé|voulais pas|voulait pas)(?![a-z])(?! de (?:me|le|la|lui))[^.?!;]{0,30} (?:le|un"
      r"|du|ce|au|d'un|leur)"
      r" cdi(?![a-z])"
      r"|cdi(?![a-z])[^.?!;]{0,60} (?:refusé|décliné|rejeté|dit non|repoussé|écarté|refuse|renoncé"
      r"|pas (?:voulu|accepté|pris|donné suite|souhaité|intéressée?))(?![a-z])"),
     ("On m’offrait un CDI au même salaire, j’ai dit non.",
      "Je n’ai pas voulu du CDI proposé par la mairie : je n’ai pas accepté ce CDI.",
      "Un CDI m’était proposé, je l’ai décliné."),
     ("La mairie a refusé de me passer en CDI.", "On me propose un CDI.")),
    ("retraite à taux plein",
     (rf"{_ENDING}[^.?!;]{{0,90}} (?:retraite|pension|taux plein)[^.?!;]{{0,40}}?{_FULL}"
      rf"|{_ENDING}[^.?!;]{{0,60}} (?:retraite|pension)[^.?!;]{{0,60}} {_FULL}"
      rf"|(?:retraite|pension)[^.?!;]{{0,30}} ?{_FULL}[^.?!;]{{0,60}} {_ENDING}"
      rf"|{_ENDING}[^.?!;]{{0,60}} (?:retraite|pension) (?:entière|complète|pleine)"
      rf"|(?:retraite|pension) (?:entière|complète|pleine)[^.?!;]{{0,60}} {_ENDING}"),
     ("Mon contrat fini, je pars en retraite sans décote.",
      "Elle prend sa retraite à taux plein à la fin du contrat.",
      "Après mon CDD, je prends ma retraite avec tous mes trimestres, c’est le taux plein."),
     ("À quel âge ai-je la retraite à taux plein ?",)),
    ("emploi public équivalent",
     (rf"{_STATE_WORK}[^.?!;]{{0,60}} {_EQUAL}|{_EQUAL}[^.?!;]{{0,60}} {_STATE_WORK}"),
     ("Après mon contrat, je rejoins la préfecture sur le même poste.",
      "L’hôpital m’embauche à niveau équivalent dès la fin du CDD.",
      "J’ai trouvé un emploi équivalent au rectorat."),
     ("Les agents de l’hôpital ont-ils les mêmes droits ?",)),
)  # fmt: skip
_NOT_WORK = pattern(
    r"disponib|détachement|temps partiel|d'office|sans doute|carte|badge|titre|mutuelle|prévoyance"
    r"|bail|abonnement|permis|assurance"
)
_AFTER_ASKED = pattern(
    r"est-ce qu(?:e|')? ?(?:je|mon|on|il|elle|la)[^.?!;,]{0,30}|puis-je|peut-on|peut-il|peut-elle"
    r"|serai-je|sera-t-|pourrait|si (?:je|on|mon|il|elle|la|le)|quand|combien|ou non|savoir si"
    r"|arrêt(?![a-z])|congé|collègue|peut être|susceptible"
)
_AFTER_ROWS = tuple(
    Reading(
        "suite_du_contrat",
        pattern(written),
        hired_elsewhere if name == "emploi public équivalent" else always(name),
        ("renouvel", "prolong", "reconduct", "reconduit", "stage", "stagiair", "cdi", "gard",
         "rien", "nouveau", "suite", "repris", "repren", "aucun", "sans", "porte", "resign",
         "rempil", "signe",
         "enchain", "second", "deuxieme", "autre", "retraite", "pension", "hopital", "chu",
         "prefecture", "universit", "public", "chomage", "aret", "definit", "rectorat", "etat",
         "ministere", "apres", "plus de", "pas de", "titularis", "lyce", "colege", "tribunal"),
        unless=pattern(f"{_SOMEBODY_ELSE.pattern}|{_NOT_WORK.pattern}"),
        beside=_AFTER_ASKED,
        own=False,
        denies=name in {"rien", "CDI équivalent refusé", "retraite à taux plein"},
        imperfect=True,
        yes=tuple((text, name) for text in yes),
        no=no,
    )
    for name, written, yes, no in _AFTER
)  # fmt: skip
_A_CONTRACT = pattern(
    r"contrats?(?![a-z])|cdd|cdi|engagement|saison|contractuel|resign|rempil|prime|précarité"
    r"|attestation"
)


def endings(plain: Plain) -> Iterator[FactRead]:
    """Read who ended a contract and what follows it, where the ticket speaks of a contract."""
    yield from read_table(_REASON_ROWS, plain)
    yield from read_table(
        _AFTER_ROWS if _A_CONTRACT.search(plain.text) else _AFTER_ROWS[-1:], plain
    )
