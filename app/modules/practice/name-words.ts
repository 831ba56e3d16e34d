import { namesThatAreWords, shortForms } from '#app/platform/given-name.ts';

const words = (list: string) => list.trim().split(/\s+/);

/** Given names that are no other words; common in the United States, of the languages that are spoken there. */
const sure = words(`
  aaron abdul abdullah abigail adam aditi adrian adriana agnes ahmad ahmed aisha akira alan albert alberto alejandra alejandro alice alicia alison allison alma
  alvin amanda amelia amina amir amit amy ana anastasia andrea andreas angela angelica angelina anita anjali ann anna anne annie anthony antonio apolonia arjun arlene arnold arthur
  arturo ashley ayesha barry beatrice beatriz becky belinda benjamin bernadette bernard bernice bertha bessie bethany betty beverly blanche bonnie bradley brandon brenda brendan
  brian bridget brittany bruce bryan caitlin calvin camila camille carl carla carlos carmen carol carole caroline carrie catalina cecilia cedric celeste celia cesar chad charlene charlotte
  chelsea cheryl chloe christine claire clara clarence claudia clifford clyde colleen connie conrad constance corey cornelius courtney craig cristina crystal curtis cynthia daisuke damian
  danielle darlene darnell darrell darren daryl deanna debra deepak delia delores denise dennis derek desmond diana diane diego dmitri dolores dominic donald donna doreen doris dorothea douglas
  duane dwayne dwight ebony edgar edith edna eduardo edwin eileen elaine eleanor elena eli elijah elisa ellen elmer eloise elsa elsie emanuel emilia emily emma enrique eric erica erik erika
  erin ernest ernesto ethan ethel etta eugene eunice eva evan evelyn fatima felicia felipe fernando fiona florence floyd fred freddie frederick gabriel gabriela gabrielle garrett gary
  geoffrey george gerald geraldine gerard gertrude gilbert giovanni gladys glenda gloria gordon graciela greg gregory greta guadalupe guillermo gustavo gwen gwendolyn hannah hans harold harriet harry
  harvey hassan heather hector heidi helen helena henrietta henry herbert herman hilda hiroshi hortense howard hugh hugo ian ibrahim ida ignacio igor imani imran ines inez ingrid irene irma
  isaac isabel isaiah ismael ivan jacqueline jada jaime jamal janelle janet janice jared jasmine jason javier jeanette jeanne jeff jeffery jeffrey jenna jeremiah jeremy jermaine jerome jerry jesse
  jesus jill jillian joan joann joanna joanne joaquin joel joelle jonah jorge jose josefina joseph josephine joyce juan juana juanita judith judy julia julian juliana julie juliet julio justin
  kaitlyn kamala kareem karen karl karla kathleen kathryn kayla keisha keith kelvin kendra keiko kenji kevin khalid khadija kimberly krishna kristen kristin kristina krystal kumar kyle
  lakshmi lamar larissa latasha latisha latoya laura lauren laverne lawanda leah leila lena leo leon leona leonard leonardo leroy leslie lester leticia lillian lillie linda lionel lisa lloyd lois loretta lori lorraine
  louis louise lourdes lucas lucia lucille lucy luis luisa lupe luz lydia lyle mabel madeline mae magdalena malcolm malik mamie manuel marc marcella marcia marco marcos marcus margarita margie maria
  mariah mariam marian marianne maribel marie marilyn mario marion marisol marissa marjorie marlene marsha martha martin marvin mary maryam mateo mattie maureen maurice maxine mei melanie melinda melissa melvin
  mercedes meredith mia miguel mildred milton minerva minh minnie miriam mitchell miyuki mohamed mohammad mohammed moises molly monica monique morris moses muhammad muriel myra myrna myrtle
  nadia nadine nancy naomi natalia natalie natasha nelson nicole nikhil nikolai nina noel noelle noor nora norma norman octavio olga olivia omar opal oscar otis pablo pamela patrice paul paula paulette pauline
  pedro percy phoebe phyllis pierre pilar preeti prisca priscilla priya quentin rachel rafael rahul raj rajesh ralph ramiro ramon ramona randall randy raquel raul ravi raymond reginald rekha renata
  rhonda ricardo roberta roberto rochelle roderick rodney rodolfo roger roland ronald ronnie rosa rosalie rosalind rosario rosemarie rosie ross rowena roy ruben rudolph rufus russell ruth ryan
  sabrina sadie salvador samir sandra sanjay santiago sara sarah saul sean selena sergio seth shane shanice shannon sharon shaun shawn sheila shelley sheldon shelby sherman sherri sheryl shirley sidney
  silvia simone sofia sonia sophia sophie spencer stacey stacy stanley stella stuart sunita susana suzanne svetlana sylvia tamara tamika tanisha tanya tara tasha teresa terrence terri thelma theresa
  tiffany todd tomas tracey tracy travis trevor tricia troy trudy tyrone ursula valerie vanessa vera vernon veronica vicki vijay vikram vincent viola vivian vladimir walter wanda wayne
  wendell wendy wesley wilbur wilfred wilhelmina willard willie wilma winifred winston xavier xiao yasmin yesenia yolanda yusuf yvette yvonne zachariah zainab zoe
`);
/** Given names that are words too, beside those of the shelf: only a capital letter in mid-sentence tells them. */
const wordsToo = words(`
  alexis amber angel april ariel august austin autumn barb blake brandy brook brooke buddy candy carter chance charity chase chris christian chuck clay cliff cole cooper crystal daisy dale dana dawn dean destiny
  dusty earl eden ernie faith flora fern gale gene georgia ginger ginny glen guy harmony hazel heath heaven holly hunter iris ivy jackie jade jasper jay jean jim jo john jordan joy kelly ken kerry kim king lance
  lane lee lily mason max melody mercy miles misty nat nick norm olive paris parker pearl peg penny pete peter pierce poppy porter prince ray reed rex robin rod roman ruby rusty sandy sally sam savannah
  scarlet scott skip sky sterling stone summer sunny taylor terry tyler violet wade ward winter major ernest junior
`);

/** Given names that stand for nothing else, in small letters. */
export const sureNames: ReadonlySet<string> = new Set([
  ...sure,
  ...Object.entries(shortForms)
    .flatMap(([name, forms]) => [name, ...forms])
    .filter((name) => !namesThatAreWords.has(name) && !wordsToo.includes(name)),
]);
/** Given names that are words too, in small letters. */
export const namesOrWords: ReadonlySet<string> = new Set([...namesThatAreWords, ...wordsToo]);

/** What is written with a capital letter in a sentence and names nobody, in small letters: days, peoples, places of the map, the clinic's own words, medicines, eponyms. */
export const capitalWords: ReadonlySet<string> = new Set(
  words(`
  monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays
  january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec
  christmas easter thanksgiving ramadan diwali hanukkah passover eid lent halloween lunar year new
  english spanish portuguese french german italian russian polish ukrainian arabic hebrew farsi persian urdu hindi punjabi bengali tamil nepali chinese mandarin cantonese japanese korean vietnamese khmer tagalog thai
  haitian creole cape verdean somali swahili amharic turkish greek albanian armenian romanian swedish latin yiddish asl american americans african asian european hispanic latino latina black white native indian
  indigenous irish brazilian dominican puerto rican mexican cuban colombian guatemalan salvadoran jamaican nigerian ethiopian kenyan ghanaian cambodian filipino pakistani iranian syrian israeli egyptian
  catholic protestant christian christians jewish muslim muslims buddhist hindu sikh baptist methodist lutheran orthodox pentecostal mormon quaker god lord allah jesus christ bible psalm psalms quran koran torah rosary mass church imam rabbi
  america states united us usa england britain canada mexico brazil haiti china india japan korea vietnam cambodia nepal russia ukraine poland italy france germany spain portugal ireland greece africa asia europe
  massachusetts maine vermont hampshire connecticut rhode island york jersey pennsylvania ohio michigan illinois wisconsin minnesota texas florida california oregon washington boston worcester springfield cambridge
  chicago england north south east west northeast
  medicine medical internal family general surgery surgical pediatrics pediatric obstetrics gynecology psychiatry neurology neurosurgery oncology cardiology pulmonary nephrology hepatology gastroenterology endocrinology hematology infectious
  diseases disease geriatrics geriatric anesthesia anesthesiology radiology pathology dermatology orthopedics urology ophthalmology emergency department palliative care hospice primary ambulatory outpatient inpatient intensive unit critical
  ward floor service team clinic clerkship rotation school university college hospital center centre health home nursing rehab rehabilitation hall office clinical practice course module week block year years day phase
  attending resident residents intern interns fellow fellows nurse nurses doctor doctors dr dean professor student students patient patients pt family families mom mum dad mother father grandma grandpa grandmother grandfather aunt uncle
  chaplain chaplaincy social work worker case manager interpreter actor actress standardized simulated simulation osce preceptor coach tutor faculty facilitator chief chair
  serious illness conversation conversations guide communication goals values hope worry wish worries vitaltalk ariadne spikes remap nurse ask tell tell-me teach back teach-back statement statements empathy silence part step goal
  advance directive directives proxy power attorney code full comfort measures only molst polst dnr dni orders order form living medicare medicaid covid covid-19 flu epic zoom teams google youtube netflix internet whatsapp
  parkinson parkinson's alzheimer alzheimer's lewy hodgkin hodgkin's crohn crohn's huntington huntington's down graves foley swan ganz hickman cushing kaposi burkitt wernicke gleason glasgow karnofsky kussmaul cheyne stokes
  heimlich murphy apgar babinski doppler holter kaplan meier braden wells ecog whipple hartmann billroth addison addison's wilson's marfan marfan's turner's sjogren's still's guillain barre lou gehrig's pick's bell's
  tylenol ativan haldol dilaudid morphine lasix zofran keppra coumadin eliquis xarelto lovenox plavix lipitor humalog lantus ozempic zoloft prozac lexapro seroquel ambien benadryl narcan percocet oxycontin vicodin fentanyl
  keytruda opdivo taxol herceptin avastin gleevec neulasta heparin
  monday's today yesterday tomorrow tonight tv mr mrs ms miss sp sps
  red sox patriots celtics bruins olympics super bowl uber lyft facebook instagram iphone android kindle
  okay ok sorry yes no thank thanks please hello hi dear well what how why when where who can could would should do does did is are was were have has had i'm i've i'd i'll my me we our you your he she they it
  it's that's this that these those there the a an and but or so if then because not don't
`),
);

/** What ends in 's at the beginning of a sentence and names nobody. */
export const ownersOfNothing: ReadonlySet<string> = new Set(
  words(`
  it that what there here he she who where how when why let today tomorrow tonight yesterday everyone everybody someone somebody anyone anybody nobody one other another each life death person people child woman man
  wife husband son daughter sister brother partner spouse friend god world school team
`),
);

/** What may follow a title in small letters ("the dr came") and is no name. */
export const afterTitle: ReadonlySet<string> = new Set(
  words(`
  a an the and or but who whom whose that this which with without to from for of in on at by as is was were are be been has had have will would can could should may might must did does do said says told asked came comes
  went goes gave gives took takes left leaves walked talked spoke explained thought thinks knew knows felt feels looked looks made makes helped wanted wants needs needed then there here so because if when while after before
  about into out up down over again also never always just only still not no his her their my our your me him them us it he she they we you i appointment office visit visits note notes patient patients scan imaging
  images angiogram study studies showed shows today tomorrow right wrong somebody someone anyone everybody everyone
`),
);
