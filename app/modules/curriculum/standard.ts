/** The standard that names the parts of a curriculum, as definitions cite it. */
export const curriculumInventory = 'MedBiquitous Curriculum Inventory (ANSI/MEDBIQ CI.10.1-2013)';
