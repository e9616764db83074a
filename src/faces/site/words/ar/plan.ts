// The plan and its costs.
import type { plan as english } from '#faces/site/words/en/plan.ts'
import type { Translation } from '#faces/site/words/message.ts'

/** Arabic messages: plan. */
export const plan = {
  'plan.title': 'الخطة والتكاليف',
  'plan.lede': 'أرخص مزيج يخدم كل من يمكن خدمته، وكم يكلّف، وإلى أي حد قد يبتعد عن الأرخص الممكن.',
  'plan.lines': '{top}: {share} من التكلفة',
  'plan.lines.plain': 'ما تكلّفه الخطة',
  'plan.lines.caption':
    'التكلفة حسب التقنية مع وصلاتها، بالدولار الأمريكي لعام {year}؛ العمودان الأخيران على مدى {years}',
  'plan.sites': 'الأماكن',
  'plan.km': 'الطول',
  'plan.capex': 'البناء',
  'plan.opex': 'التشغيل، في السنة',
  'plan.tco': 'المجموع دون خصم زمني',
  'plan.npv': 'المجموع مخصومًا زمنيًا',
  'plan.certificate': 'لا تزيد على أرخص ممكن بأكثر من {share}',
  'plan.certificate.exact': 'ثبت أنها الأرخص',
  'plan.certificate.text':
    'تكلّف الخطة {cost}. ولا يمكن لأي خطة تخدم الأماكن نفسها أن تكلّف أقل من {bound}: هذا حد أدنى يُبرهَن أثناء وضع الخطة، وليس تقديرًا. والفرق، وهو {share} من التكلفة، هو أقصى ما يمكن أن توفّره خطة أفضل.',
  'plan.certificate.exact.text':
    'تكلّف الخطة {cost}، ولا يمكن لأي خطة تخدم الأماكن نفسها أن تكلّف أقل: فالحد الأدنى المبرهَن أثناء وضع الخطة مساوٍ لها.',
  'plan.reference': 'الجميع بالألياف البصرية، للمقارنة: {km} و{cost} دون خصم زمني.',
  'plan.next': 'ما مدى ثبات كل اختيار',
  'plan.next.text':
    'تعرف الخطة لكل مكان ثاني أرخص الطرق أيضًا. وحيث يكون الفرق صغيرًا يقلب تغيّر الأسعار الاختيار.',
  'plan.next.caption': 'الأماكن حسب ما تزيد به تكلفة ثاني أرخص الطرق',
  'plan.next.small': 'أقل من العُشر زيادة',
  'plan.next.middle': 'من العُشر إلى الضعف',
  'plan.next.large': 'أكثر من الضعف',
  'plan.next.none': 'لا طريق آخر',
  'plan.assumptions': 'الافتراضات',
  'plan.assumptions.text': 'جمل قد يخالفها القارئ. غيّرها في {file} وأعد وضع الخطة.',
  'plan.noassumptions': 'لا تذكر الدراسة أي افتراض.',
  'plan.prices': 'الأسعار والطلب والمال',
  'plan.prices.caption': 'قائمة الأسعار {book}، بالدولار الأمريكي لعام {year}',
  'plan.settings.caption': 'الطلب والخدمة والمال والسنوات',
  'plan.setting': 'الضبط',
  'plan.value': 'القيمة',
} as const satisfies Translation<'ar', typeof english>
