/** CSS pixels of a chart; its picture has twice as many each way. On paper 680 px are the 156 mm of the type area, so 14 px read as 9 pt. */
export const CHART_PX = { width: 680, height: 260 };
