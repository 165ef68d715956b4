// Made from schema.graphql by generate-graphql-env.ts.
export const possibleTypes = {
  "DomainError": [
    "AmbiguousTargetError",
    "BranchRefusedError",
    "DestinationExistsError",
    "DiffMismatchError",
    "FileConflictError",
    "FileRefusedError",
    "IntentNotUnderstoodError",
    "InvalidInputError",
    "NameTakenError",
    "NoSourceError",
    "NotFoundError",
    "PathOutsideRoomError",
    "RoomRefusedError",
    "RoomTooLargeError",
    "RunStateError",
    "SaveConflictError",
    "SessionStateError",
    "TargetNotFoundError",
    "UnparsableFileError"
  ],
  "MutationAdoptRunResult": [
    "BranchRefusedError",
    "FileConflictError",
    "InvalidInputError",
    "MutationAdoptRunSuccess",
    "NotFoundError",
    "RoomRefusedError",
    "RunStateError"
  ],
  "MutationAnalyzeDiscrepancyResult": [
    "FileConflictError",
    "InvalidInputError",
    "MutationAnalyzeDiscrepancySuccess",
    "NotFoundError",
    "RoomRefusedError",
    "RunStateError",
    "SessionStateError"
  ],
  "MutationAnalyzeImpactResult": [
    "AmbiguousTargetError",
    "DestinationExistsError",
    "InvalidInputError",
    "MutationAnalyzeImpactSuccess",
    "NameTakenError",
    "NotFoundError",
    "RoomRefusedError",
    "RoomTooLargeError",
    "TargetNotFoundError",
    "UnparsableFileError"
  ],
  "MutationAnswerQuestionResult": [
    "FileConflictError",
    "InvalidInputError",
    "MutationAnswerQuestionSuccess",
    "NotFoundError",
    "RoomRefusedError",
    "RunStateError",
    "SessionStateError"
  ],
  "MutationApplyFixResult": [
    "FileConflictError",
    "InvalidInputError",
    "MutationApplyFixSuccess",
    "NotFoundError",
    "RoomRefusedError",
    "RunStateError",
    "SessionStateError"
  ],
  "MutationCancelDebuggingResult": [
    "FileConflictError",
    "InvalidInputError",
    "MutationCancelDebuggingSuccess",
    "NotFoundError",
    "RoomRefusedError",
    "RunStateError",
    "SessionStateError"
  ],
  "MutationCancelRunResult": [
    "BranchRefusedError",
    "FileConflictError",
    "InvalidInputError",
    "MutationCancelRunSuccess",
    "NotFoundError",
    "RoomRefusedError",
    "RunStateError"
  ],
  "MutationCaptureIntentResult": [
    "AmbiguousTargetError",
    "DestinationExistsError",
    "DiffMismatchError",
    "IntentNotUnderstoodError",
    "InvalidInputError",
    "MutationCaptureIntentSuccess",
    "NameTakenError",
    "NotFoundError",
    "RoomRefusedError",
    "RoomTooLargeError",
    "TargetNotFoundError",
    "UnparsableFileError"
  ],
  "MutationCreateAccessTokenResult": [
    "InvalidInputError",
    "MutationCreateAccessTokenSuccess"
  ],
  "MutationCreateRoomResult": [
    "InvalidInputError",
    "MutationCreateRoomSuccess",
    "NoSourceError",
    "RoomRefusedError",
    "RoomTooLargeError"
  ],
  "MutationLeaveOutEditsResult": [
    "BranchRefusedError",
    "FileConflictError",
    "InvalidInputError",
    "MutationLeaveOutEditsSuccess",
    "NotFoundError",
    "RoomRefusedError",
    "RunStateError"
  ],
  "MutationPlanHealingResult": [
    "AmbiguousTargetError",
    "DestinationExistsError",
    "InvalidInputError",
    "MutationPlanHealingSuccess",
    "NameTakenError",
    "NotFoundError",
    "RoomRefusedError",
    "RoomTooLargeError",
    "TargetNotFoundError",
    "UnparsableFileError"
  ],
  "MutationRecordBehaviorResult": [
    "FileConflictError",
    "InvalidInputError",
    "MutationRecordBehaviorSuccess",
    "NotFoundError",
    "RoomRefusedError",
    "RunStateError",
    "SessionStateError"
  ],
  "MutationResolveSessionResult": [
    "FileConflictError",
    "InvalidInputError",
    "MutationResolveSessionSuccess",
    "NotFoundError",
    "RoomRefusedError",
    "RunStateError",
    "SessionStateError"
  ],
  "MutationRetryRunResult": [
    "BranchRefusedError",
    "FileConflictError",
    "InvalidInputError",
    "MutationRetryRunSuccess",
    "NotFoundError",
    "RoomRefusedError",
    "RunStateError"
  ],
  "MutationRevokeAccessTokenResult": [
    "InvalidInputError",
    "MutationRevokeAccessTokenSuccess",
    "NotFoundError"
  ],
  "MutationRollbackRunResult": [
    "BranchRefusedError",
    "FileConflictError",
    "InvalidInputError",
    "MutationRollbackRunSuccess",
    "NotFoundError",
    "RoomRefusedError",
    "RunStateError"
  ],
  "MutationSaveFileResult": [
    "FileRefusedError",
    "InvalidInputError",
    "MutationSaveFileSuccess",
    "NotFoundError",
    "PathOutsideRoomError",
    "RoomRefusedError",
    "RoomTooLargeError",
    "RunStateError",
    "SaveConflictError"
  ],
  "MutationSetWatchResult": [
    "InvalidInputError",
    "MutationSetWatchSuccess",
    "NotFoundError"
  ],
  "MutationSkipStepResult": [
    "BranchRefusedError",
    "FileConflictError",
    "InvalidInputError",
    "MutationSkipStepSuccess",
    "NotFoundError",
    "RoomRefusedError",
    "RunStateError"
  ],
  "MutationStartDebugSessionResult": [
    "FileConflictError",
    "InvalidInputError",
    "MutationStartDebugSessionSuccess",
    "NotFoundError",
    "RoomRefusedError",
    "RunStateError",
    "SessionStateError"
  ],
  "MutationSuggestFixesResult": [
    "FileConflictError",
    "InvalidInputError",
    "MutationSuggestFixesSuccess",
    "NotFoundError",
    "RoomRefusedError",
    "RunStateError",
    "SessionStateError"
  ],
  "MutationTakeSavesAsTheyAreResult": [
    "InvalidInputError",
    "MutationTakeSavesAsTheyAreSuccess",
    "NotFoundError"
  ],
  "MutationTriggerHealingResult": [
    "BranchRefusedError",
    "FileConflictError",
    "InvalidInputError",
    "MutationTriggerHealingSuccess",
    "NotFoundError",
    "RoomRefusedError",
    "RunStateError"
  ],
  "MutationUpdateSettingsResult": [
    "InvalidInputError",
    "MutationUpdateSettingsSuccess",
    "NotFoundError"
  ],
  "Node": [
    "AccessToken",
    "DebuggerQuestion",
    "DebuggerRecording",
    "HealingAction",
    "HealingExecution",
    "HealingRun",
    "ImpactPrediction",
    "IntentCapture",
    "IntentDebuggerSession",
    "Room",
    "SuggestedFix"
  ],
  "QueryFileContentsResult": [
    "FileRefusedError",
    "InvalidInputError",
    "NotFoundError",
    "PathOutsideRoomError",
    "QueryFileContentsSuccess",
    "RoomRefusedError",
    "RoomTooLargeError"
  ],
  "QueryTryContentsResult": [
    "InvalidInputError",
    "NotFoundError",
    "QueryTryContentsSuccess",
    "RoomRefusedError",
    "RoomTooLargeError",
    "UnparsableFileError"
  ],
  "UsageFigures": [
    "Usage",
    "UsageDay"
  ]
};
