// LabCore
