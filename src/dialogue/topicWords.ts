// What each kind of problem is called in eight languages, so that a practice written in one is found by
// words of another: its topics and audiences carry these words into the index.
import type { audiences, practiceTopics } from '#register/records/practices.ts'

type Topic = (typeof practiceTopics)[number]
type Audience = (typeof audiences)[number]

/** Words for each topic: English, French, Arabic, Azerbaijani, Chinese, Finnish, Russian, Spanish. */
export const topicWords: Readonly<Record<Topic, string>> = {
  'last-mile':
    'last mile villages remote dernier kilomètre villages isolés الميل الأخير قرى نائية son mil ucqar kəndlər 最后一公里 偏远 村庄 村落 viimeinen maili kylät syrjäseutu последняя миля деревни última milla aldeas',
  schools:
    'school schools education pupils école écoles élèves éducation مدرسة مدارس تعليم məktəb məktəblər təhsil 学校 教育 学生 koulu koulut oppilaat школа школы образование escuela escuelas educación',
  health:
    'health clinic hospital telemedicine santé clinique hôpital télémédecine صحة عيادة مستشفى səhiyyə sağlamlıq klinika xəstəxana 健康 诊所 医院 医疗 terveys klinikka sairaala здоровье больница salud clínica hospital',
  affordability:
    'affordable price cost subsidy voucher abordable prix subvention بأسعار معقولة سعر دعم qiymət əlverişli ucuz subsidiya 可负担 价格 补贴 hinta edullinen tuki цена доступность asequible precio subsidio',
  skills:
    'digital skills training literacy compétences numériques formation مهارات رقمية تدريب rəqəmsal bacarıqlar təlim 数字技能 培训 素养 taidot koulutus digitaidot навыки обучение грамотность habilidades digitales formación',
  power:
    'electricity power solar battery électricité énergie solaire كهرباء طاقة شمسية elektrik enerji günəş 电力 太阳能 sähkö aurinkoenergia электричество энергия солнечная electricidad energía solar',
  islands:
    'island islands ferry sea île îles mer جزيرة جزر بحر ada adalar dəniz 岛屿 海岛 saari saaret остров острова isla islas',
  mountains:
    'mountain mountains hills montagne montagnes collines جبل جبال تلال dağ dağlar 山区 山 vuori vuoret mäet гора горы montaña montañas',
  'community-networks':
    'community network cooperative réseau communautaire coopérative شبكة مجتمعية تعاونية icma şəbəkəsi kooperativ 社区网络 合作社 yhteisöverkko osuuskunta общественная сеть кооператив red comunitaria cooperativa',
  'sharing-infrastructure':
    'infrastructure sharing ducts masts partage infrastructures fourreaux pylônes تقاسم البنية التحتية أبراج infrastruktur paylaşımı qüllə 基础设施共享 铁塔 管道 infrastruktuuri yhteiskäyttö mastot совместная инфраструктура мачты compartir infraestructura',
  'public-access':
    'public access library libraries wi-fi telecenter accès public bibliothèque bibliothèques نفاذ عام مكتبة مكتبات واي فاي ictimai çıxış kitabxana kitabxanalar 公共接入 图书馆 yleisöpäätteet kirjasto kirjastot общественный доступ библиотека acceso público biblioteca',
  'women-online':
    'women girls femmes filles نساء فتيات qadınlar qızlar 妇女 女性 女孩 naiset tytöt женщины девочки mujeres niñas',
  disability:
    'disability accessibility handicap accessibilité إعاقة إمكانية الوصول əlillik əlçatanlıq 残疾 无障碍 vammaisuus saavutettavuus инвалидность доступность discapacidad accesibilidad',
  'local-content':
    'local content language translation contenu local langue traduction محتوى محلي لغة ترجمة yerli məzmun dil tərcümə 本地内容 语言 翻译 paikallinen sisältö kieli местный контент язык contenido local idioma',
  'safety-online':
    'safety online children fraud scams sécurité en ligne enfants fraude سلامة على الإنترنت أطفال احتيال onlayn təhlükəsizlik uşaqlar fırıldaq 网络安全 儿童 诈骗 turvallisuus verkossa lapset huijaus безопасность дети мошенничество seguridad en línea niños fraude',
  emergency:
    'emergency disaster storm flood urgence catastrophe tempête inondation طوارئ كارثة عاصفة فيضان fövqəladə hal fəlakət daşqın 应急 灾害 洪水 风暴 hätätila katastrofi myrsky чрезвычайная катастрофа наводнение emergencia desastre inundación',
  'public-services':
    'public services government online services publics administration خدمات عامة حكومة إلكترونية dövlət xidmətləri elektron hökumət 公共服务 电子政务 julkiset palvelut sähköinen asiointi государственные услуги servicios públicos gobierno',
  funding:
    'funding finance fund universal service financement fonds service universel تمويل صندوق maliyyələşmə fond 资金 融资 基金 rahoitus rahasto финансирование фонд financiación fondo',
}

/** The same for whom it was done. */
export const audienceWords: Readonly<Record<Audience, string>> = {
  everyone: 'everyone tous الجميع hamı 所有人 kaikki все todos',
  rural: 'rural countryside campagne ريف kənd 农村 乡村 maaseutu село rural campo',
  women: 'women femmes نساء qadınlar 妇女 naiset женщины mujeres',
  children: 'children enfants أطفال uşaqlar 儿童 lapset дети niños',
  young: 'young youth jeunes شباب gənclər 青年 nuoret молодёжь jóvenes',
  elderly:
    'elderly older seniors personnes âgées كبار السن yaşlılar 老年人 ikääntyneet пожилые mayores',
  disabled:
    'disabled disabilities handicapées ذوو الإعاقة əlilliyi olan 残疾人 vammaiset инвалиды discapacitadas',
  teachers: 'teachers enseignants معلمون müəllimlər 教师 opettajat учителя docentes',
  'health-workers':
    'nurses doctors soignants عاملون صحيون tibb işçiləri 医护人员 hoitajat медработники sanitarios',
  'small-business':
    'business shops entreprises شركات صغيرة kiçik biznes 小企业 yritykset бизнес empresas',
  farmers: 'farmers agriculteurs مزارعون fermerlər 农民 viljelijät фермеры agricultores',
  migrants:
    'migrants refugees réfugiés مهاجرون لاجئون miqrantlar 移民 难民 maahanmuuttajat мигранты migrantes',
}
