/** The zone in which the workspace says days and times: that of the collaborative's schools. */
export const zone = 'America/New_York';
