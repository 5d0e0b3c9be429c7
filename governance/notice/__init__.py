"""Notice of meetings: clear days under the rule in force for a body, counted day by day."""
