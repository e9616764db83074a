// What each setting of a study means, by its name in study.json; the English is that of the schema.
import type { settings as english } from '#faces/site/words/en/settings.ts'
import type { Translation } from '#faces/site/words/message.ts'

/** Arabic messages: settings of a study. */
export const settings = {
  'setting.prices.name': 'اسم دفتر الأسعار، ويُذكر مع كل رقم.',
  'setting.prices.year': 'السنة التي حُسبت كل الأسعار بدولاراتها الثابتة.',
  'setting.opexShare': 'التشغيل في السنة، كنسبة من كلفة الإنشاء.',
  'setting.lifetimeYears': 'السنوات قبل شراء المعدات من جديد.',
  'setting.bandwidthUsdPerMbpsYear': 'عرض النطاق: كلفة لكل ميغابت في الثانية من الطلب في السنة.',
  'setting.prices.fibre.capexUsd': 'المعدات والتركيب في مكان موصول بالألياف، مرة واحدة.',
  'setting.prices.fibre.routeUsdPerKm': 'الحفر والأنبوب والكابل لكل كيلومتر ممدود.',
  'setting.prices.fibre.routeOpexShare': 'تشغيل المسار في السنة، كنسبة من كلفة إنشائه.',
  'setting.prices.fibre.routeLifetimeYears': 'السنوات قبل مدّ المسار من جديد.',
  'setting.prices.cellular.capexUsd': 'المعدات والتركيب في مكان مشمول بالتغطية، مرة واحدة.',
  'setting.prices.cellular.maxMbps': 'أقصى ما يأخذه مكان من برجه.',
  'setting.prices.satellite.capexUsd': 'المعدات والتركيب في مكان بالقمر الصناعي، مرة واحدة.',
  'setting.prices.satellite.maxMbps':
    'أقصى ما تحمله محطة طرفية واحدة؛ ويأخذ المكان ما يحتاجه منها. 0 حيث لا تُباع.',
  'setting.prices.satellite.poolMbpsPerRegion': 'السعة المبيعة على منطقة واحدة من البلد.',
  'setting.prices.satellite.extraUsdPerMbpsYear':
    'كلفة كل ميغابت في الثانية فوق هذه السعة في السنة.',
  'setting.prices.microwave.hopUsd': 'جهازا راديو بهوائييهما، مركّبان. 0 حيث لا يُخطَّط لأي منها.',
  'setting.prices.microwave.relayUsd': 'صارٍ مع كهربائه حيث يقف مُرحِّل وحده.',
  'setting.prices.microwave.lifetimeYears': 'السنوات قبل بنائه من جديد.',
  'setting.prices.fixedWireless.capexUsd':
    'المعدات والتركيب في مكان بالنفاذ اللاسلكي الثابت، مرة واحدة.',
  'setting.prices.fixedWireless.mastUsd':
    'صارٍ جديد مع كهربائه. 0 حيث لا يُخطَّط للنفاذ اللاسلكي الثابت.',
  'setting.prices.fixedWireless.sectorUsd': 'قطاع واحد: هوائي وراديو وحصته من المحطة القاعدة.',
  'setting.prices.fixedWireless.towerOpexShare':
    'تشغيل الصواري والقطاعات في السنة، كنسبة من كلفة إنشائها.',
  'setting.prices.fixedWireless.towerLifetimeYears': 'السنوات قبل شراء الصواري والقطاعات من جديد.',
  'setting.demand.takeUpShare': 'نسبة السكان الذين يستعملون الإنترنت.',
  'setting.demand.activeShare': 'نسبة من يستعملونه منهم في ساعة الذروة.',
  'setting.demand.rateMbps': 'ما يستهلكه كل واحد من هؤلاء.',
  'setting.demand.minMbps': 'أقل ما يطلبه مكان.',
  'setting.demand.maxMbps': 'أكثر ما يطلبه مكان.',
  'setting.demand.institutionMbps': 'ميغابت في الثانية لكل مؤسسة من نوع آخر.',
  'setting.gap.fibreReachMeters': 'المكان الذي يبعد هذا القدر عن ألياف عاملة يُعدّ مخدومًا بها.',
  'setting.gap.towerRadiusMeters': 'نصف قطر خدمة برج لا يعلن واحدًا.',
  'setting.gap.leastTechnology': 'أقدم تقنية راديو تُعدّ خدمة.',
  'setting.gap.unknown': 'هل تخدم الخطة أيضًا أماكن لا تُعرف خدمتها اليوم.',
  'setting.gap.settlementGridMeters':
    'أقصى بُعد لسكان مكان مسمّى عنه، وضلع المربعات التي يُجمع فيها غيرهم.',
  'setting.economy.discountRate': 'معدل الخصم في السنة، حقيقي.',
  'setting.economy.horizonYears': 'السنوات التي تُجمع الكلف خلالها.',
  'setting.economy.gniPerPersonUsd':
    'الدخل القومي الإجمالي للفرد في السنة، لقياس القدرة على الدفع؛ فارغ حيث لا يُعرف.',
  'setting.budget.firstYear': 'أول سنة للبناء.',
  'setting.budget.lastYear': 'آخر سنة للبناء.',
  'setting.budget.capexUsdPerYear':
    'كلفة الإنشاء في السنة، رقم لكل سنة من الأولى إلى الأخيرة؛ فارغ حيث لا يحدّها شيء.',
  'setting.fibre.along': 'على امتداد الطرق، أو مباشرة بين الأماكن مضروبًا في معامل الالتفاف.',
  'setting.fibre.detourFactor': 'ما يصيره الكيلومتر المستقيم على الأرض.',
  'setting.fibre.roadReachMeters': 'يوصل المكان بطريق لا يبعد أكثر من هذا.',
  'setting.fibre.maxLinkMeters': 'أطول وصلة واحدة بين مكانين (في الوضع المستقيم).',
  'setting.radio.coverage':
    'حيث لا خريطة تغطية: بحسب التضاريس وغطاء الأرض، أو بنصف قطر الأبراج وحده.',
  'setting.radio.towerMeters': 'ارتفاع هوائي برج لا يذكره مصدره، وبرج جديد.',
  'setting.radio.rainMmPerHour':
    'شدة المطر التي تُتجاوز 0.01% من السنة، من خريطة الاتحاد الدولي للاتصالات.',
  'setting.radio.multipathLogK':
    'لوغاريتم عامل تعدد المسارات K من خريطة التوصية P.530-18؛ فارغ لطريقتها بلا خرائط.',
  'setting.radio.refractivityRange':
    'مدى الانكسارية بوحدات N من خريطة التوصية P.530-18؛ فارغ لطريقتها بلا خرائط.',
  'setting.radio.isothermKm':
    'ارتفاع خط التجمد (0 درجة مئوية) فوق البحر من خريطة التوصية P.839؛ فارغ لمنحنى بحسب خط العرض.',
  'setting.radio.hopAvailableShare': 'نسبة السنة التي يجب أن تحمل فيها وصلة الميكروويف معدلها.',
  'setting.radio.satelliteAvailableShare':
    'نسبة السنة التي يجب أن تحمل فيها محطة القمر الصناعي معدلها.',
  'setting.economy.affordableShare':
    'النسبة من متوسط الدخل التي يجوز أن تكلفها الوصلة: الهدف 2 للجنة النطاق العريض.',
  'setting.economy.gini':
    'مؤشر جيني للدخل، من 0 إلى أقل من 1، لمعرفة من يقدر على دفع ماذا؛ فارغ حيث لا يُعرف.',
  'setting.mbpsForKind': 'ميغابت في الثانية لكل مكان من هذا النوع: {kind}.',
} as const satisfies Translation<'ar', typeof english>
