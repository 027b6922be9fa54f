{ One applicant is compared with the lists: desk SNAPSHOT PUBLIC-KEY NOW CREDIT-CODE [NAME]
  Free Pascal stands in for Delphi; there the same declarations load jrp.dll. }
program desk;

{$mode objfpc}{$H+}
{$packrecords C}

uses
  SysUtils;

const
  Jrp = 'jrp';
  Prohibited = 6;

type
  TText = record
    Data: PAnsiChar;
    Len: SizeUInt;
  end;

  TQuery = record
    StructSize: SizeUInt;
    Scenario, OnDate: TText;
    Now: Int64;
    Lang, Conditions, Kind, IdKind: UInt32;
    CreditCode, Name, Id: TText;
    Members: Pointer;
    MemberCount: SizeUInt;
  end;

function jrp_abi_version: UInt32; cdecl; external Jrp;
function jrp_trust_new_file(Path: PAnsiChar; Len: SizeUInt; out Trust, Detail: Pointer): UInt32; cdecl; external Jrp;
procedure jrp_trust_free(Trust: Pointer); cdecl; external Jrp;
function jrp_roster_open_file(Path: PAnsiChar; Len: SizeUInt; Trust, Options: Pointer; out Roster, Detail: Pointer): UInt32; cdecl; external Jrp;
function jrp_roster_check(Roster: Pointer; var Query: TQuery; out Comparison, Detail: Pointer): UInt32; cdecl; external Jrp;
procedure jrp_roster_free(Roster: Pointer); cdecl; external Jrp;
function jrp_comparison_outcome(Comparison: Pointer; out Outcome: UInt32): UInt32; cdecl; external Jrp;
function jrp_comparison_prompt_count(Comparison: Pointer; out Count: SizeUInt): UInt32; cdecl; external Jrp;
function jrp_comparison_prompt(Comparison: Pointer; Index: SizeUInt; out Level: UInt32; out Code, Text: TText): UInt32; cdecl; external Jrp;
procedure jrp_comparison_free(Comparison: Pointer); cdecl; external Jrp;
function jrp_error_text(Error: Pointer; out Text: TText): UInt32; cdecl; external Jrp;
procedure jrp_error_free(Error: Pointer); cdecl; external Jrp;

{ Lives as long as the string it is made of. }
function TextOf(const S: AnsiString): TText;
begin
  Result.Data := PAnsiChar(S);
  Result.Len := Length(S);
end;

procedure Require(Outcome: UInt32; Detail: Pointer);
var
  Text: TText;
begin
  if Outcome = 0 then
    Exit;
  jrp_error_text(Detail, Text);
  WriteLn(StdErr, Text.Data);
  jrp_error_free(Detail);
  Halt(1);
end;

var
  Snapshot, PublicKey, CreditCode, Name: AnsiString;
  Trust, Roster, Comparison, Detail: Pointer;
  Query: TQuery;
  Count, At: SizeUInt;
  Status, Level, Outcome: UInt32;
  Code, Text: TText;
begin
  if ParamCount < 4 then
  begin
    WriteLn(StdErr, 'usage: desk SNAPSHOT PUBLIC-KEY NOW CREDIT-CODE [NAME]');
    Halt(2);
  end;
  if jrp_abi_version <> 1 then
    Halt(1);
  Snapshot := ParamStr(1);
  PublicKey := ParamStr(2);
  CreditCode := ParamStr(4);
  Name := ParamStr(5);
  Status := jrp_trust_new_file(PAnsiChar(PublicKey), Length(PublicKey), Trust, Detail);
  Require(Status, Detail);
  Status := jrp_roster_open_file(PAnsiChar(Snapshot), Length(Snapshot), Trust, nil, Roster, Detail);
  Require(Status, Detail);
  jrp_trust_free(Trust);

  FillChar(Query, SizeOf(Query), 0);
  Query.StructSize := SizeOf(Query);
  Query.Scenario := TextOf('ZFCG');
  Query.Now := StrToInt64(ParamStr(3));
  Query.CreditCode := TextOf(CreditCode);
  Query.Name := TextOf(Name);
  Status := jrp_roster_check(Roster, Query, Comparison, Detail);
  Require(Status, Detail);
  jrp_roster_free(Roster);

  jrp_comparison_prompt_count(Comparison, Count);
  At := 0;
  while At < Count do
  begin
    jrp_comparison_prompt(Comparison, At, Level, Code, Text);
    WriteLn(Code.Data, ': ', Text.Data);
    Inc(At);
  end;
  jrp_comparison_outcome(Comparison, Outcome);
  jrp_comparison_free(Comparison);
  if Outcome = Prohibited then
    Halt(12);
end.
