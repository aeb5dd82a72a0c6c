// LabViews
