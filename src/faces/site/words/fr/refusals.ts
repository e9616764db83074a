// Why a form was not taken, by the code of the problem: what is wrong, then what to do.
import type { refusals as english } from '#faces/site/words/en/refusals.ts'
import type { Translation } from '#faces/site/words/message.ts'

/** French messages: refusals. */
export const refusals = {
  'problem.value-missing': 'Il manque quelque chose de nécessaire. Remplissez-le',
  'problem.value-type':
    'Une valeur n’est pas du genre demandé. Lisez ce qui est écrit près du champ et écrivez-la de nouveau',
  'problem.value-wrong':
    'Une valeur ne convient pas. Lisez ce qui est écrit près du champ et écrivez-la de nouveau',
  'problem.value-unknown':
    'Quelque chose a été envoyé que ce formulaire ne connaît pas. Ouvrez-le de nouveau et remplissez-le',
  'problem.list-length': 'Une liste a trop peu ou trop d’éléments. Donnez-en autant que demandé',
  'problem.address-wrong':
    'Ce n’est pas une adresse que le courrier peut atteindre. Donnez-en une comme name@city.example',
  'problem.author-other': 'Quelqu’un d’autre a écrit ceci. Écrivez le vôtre ; les deux resteront',
  'problem.code-twice': 'Deux éléments ont le même nom court. Donnez à chacun le sien',
  'problem.consultation-closed':
    'La consultation n’est pas ouverte aujourd’hui. Suivez-la pour savoir ce qu’elle devient',
  'problem.consultation-open':
    'La consultation est encore ouverte. Publiez les résultats après la clôture : ils sont comptés une seule fois',
  'problem.decided-already': 'C’est déjà décidé. Passez au suivant',
  'problem.evidence-empty': 'La preuve est vide. Donnez le fichier, l’adresse ou la série',
  'problem.file-active':
    'Ce PDF contient quelque chose qui agit tout seul. Imprimez-le dans un nouveau PDF, qui montre la même chose et n’agit pas',
  'problem.file-large': 'Le fichier dépasse 10 Mo. Choisissez-en un plus petit',
  'problem.file-unclear':
    'On ne peut pas regarder dans ce PDF. Imprimez-le dans un nouveau PDF et choisissez celui-là',
  'problem.group-missing':
    'Dites au nom de quel groupe vous parlez. Choisissez celui qui vous convient le mieux ; il n’est jamais montré près de votre nom',
  'problem.invitation-scope':
    'Ce rôle ne va pas avec votre choix : les responsables relèvent d’un signataire, tous les autres du registre entier',
  'problem.span-past':
    'Le dernier jour est déjà passé. Donnez un dernier jour qui soit aujourd’hui ou plus tard',
  'problem.agreement-early':
    'Ce qui est convenu ne peut pas être dû avant le début de la rencontre. Donnez un jour plus tardif',
  'problem.delivery-ahead':
    'Le jour d’une livraison ne peut pas être à venir. Donnez le jour où elle a eu lieu, aujourd’hui au plus tard',
  'problem.match-agreed':
    'Quelque chose est déjà convenu : le genre, la monnaie et les conditions restent, et le montant ne descend pas sous ce qui est convenu. Laissez-les, ou mettez d’abord fin au rapprochement',
  'problem.match-open':
    'Les deux parties n’ont pas encore accepté. Laissez d’abord l’autre partie accepter',
  'problem.match-own':
    'Le besoin et la promesse viennent de la même partie. Choisissez la promesse d’une autre',
  'problem.match-unfit':
    'La promesse offre autre chose que ce que demande le besoin. Rapprochez ce qui est de même genre',
  'problem.not-a-party': 'Cela revient à l’une des parties. Choisissez l’une d’elles',
  'problem.not-asking':
    'Seul le signataire qui consulte peut répondre. Laissez-le à celui dont c’est la consultation',
  'problem.not-at-meeting':
    'L’une des parties n’a pas participé à la rencontre. Nommez des participants, ou ajoutez la partie à la rencontre',
  'problem.not-following-up':
    'Un autre signataire assure le suivi de cet accord. Laissez-le à celui qui a été nommé',
  'problem.nothing-chosen': 'Rien n’est choisi. Choisissez au moins un élément',
  'problem.option-alone': 'Une seule option n’est pas un choix. Donnez-en au moins deux, ou aucune',
  'problem.option-unknown':
    'Il n’y a pas cette option ni cette proposition dans cette section. Choisissez parmi celles qui sont montrées',
  'problem.outcome-twice':
    'Les résultats sont déjà publiés. Laissez-les : un second décompte pourrait révéler qui s’est ajouté',
  'problem.own-practice': 'C’est votre propre pratique. Adoptez ce que d’autres ont fait',
  'problem.owner-changed':
    'Une nouvelle version ne peut pas appartenir à un autre signataire. Saisissez une entrée à part',
  'problem.participant-twice': 'Un participant est nommé deux fois. Nommez chacun une fois',
  'problem.proposal-old': 'La proposition a trop attendu. Proposez de nouveau',
  'problem.proposal-unknown':
    'Cette proposition n’existe pas. Suivez le lien sur la page du signataire',
  'problem.record-changed':
    'Quelqu’un a changé ceci entre-temps. Lisez la version la plus récente et faites-y le changement',
  'problem.record-of-another':
    'Ceci appartient à un autre signataire. Ne changez que ce qui appartient au vôtre',
  'problem.record-too-long': 'C’est trop long pour une seule entrée. Divisez-la en plusieurs',
  'problem.record-unknown': 'Cette entrée n’existe pas. Commencez-en une nouvelle',
  'problem.reference-unknown':
    'Quelque chose est nommé qui n’est pas dans le registre. Choisissez parmi ce qui est proposé',
  'problem.result-range':
    'Le résultat mesuré ne convient pas à son unité. Donnez une part de 0 à 1, ou une valeur à partir de 0',
  'problem.review-value':
    'Une valeur ne va qu’avec un rapport confirmé en partie. Retirez-la, ou choisissez cette conclusion',
  'problem.role-missing': 'Votre compte n’a pas de rôle pour cela. Demandez à l’exploitant',
  'problem.section-unknown':
    'Le projet n’a pas cette section. Choisissez parmi les sections montrées',
  'problem.span-backward': 'Cela finit avant de commencer. Donnez un dernier jour après le premier',
  'problem.support-unclear':
    'On ne voit pas ce que vous soutenez. Choisissez une option ou une proposition',
  'problem.two-persons':
    'Une signature n’est pas saisie par une seule personne. Proposez-la, et laissez le second responsable la confirmer',
  'problem.version-unknown': 'Cette version n’existe pas. Lisez la plus récente',
  'problem.amount-missing': 'Il n’est pas dit combien. Donnez le montant que ce genre demande',
  'problem.amount-unfit': 'Ce genre se compte autrement. Retirez les autres montants',
  'problem.follow-up-early':
    'Un engagement est nommé, mais l’accord n’est pas accompli. Dites qu’il l’est, ou retirez l’engagement',
} as const satisfies Translation<'fr', typeof english>
