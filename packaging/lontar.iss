; Installer for one user, without an administrator. Run: iscc /DVersi=X.Y.Z /DAsal=FOLDER packaging\lontar.iss
#ifndef Versi
  #error Versi belum disebut: iscc /DVersi=X.Y.Z
#endif
#ifndef Asal
  #define Asal "..\dist\lontar"
#endif

[Setup]
AppId=Lontar-NTT
AppName=Lontar
AppVersion={#Versi}
PrivilegesRequired=lowest
DefaultDirName={localappdata}\Programs\Lontar
DisableDirPage=yes
DisableProgramGroupPage=yes
MinVersion=10.0.17763
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
CloseApplications=no
OutputBaseFilename=lontar-{#Versi}-pasang
Compression=lzma2
SolidCompression=yes
SetupIconFile={#Asal}\..\lontar.ico
UninstallDisplayIcon={app}\lontar.exe

[InstallDelete]
; Parts of an older version must not mix with the new one. The data lie elsewhere.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Asal}\lontar.exe"; DestDir: "{app}"; Flags: ignoreversion
Source: "{#Asal}\lontar-cli.exe"; DestDir: "{app}"; Flags: ignoreversion
Source: "{#Asal}\isi.txt"; DestDir: "{app}"; Flags: ignoreversion
Source: "{#Asal}\_internal\*"; DestDir: "{app}\_internal"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{userprograms}\Lontar"; Filename: "{app}\lontar.exe"
Name: "{userdesktop}\Lontar"; Filename: "{app}\lontar.exe"

[CustomMessages]
SedangTerbuka=Lontar sedang terbuka. Tutup Lontar, lalu jalankan lagi pemasangan ini.

[Code]
function Terbuka(Nama: String): Boolean;
var
  Berkas: TFileStream;
begin
  Result := False;
  if FileExists(Nama) then
    try
      { A running program cannot be opened for writing. }
      Berkas := TFileStream.Create(Nama, fmOpenReadWrite or fmShareExclusive);
      Berkas.Free;
    except
      Result := True;
    end;
end;

function PrepareToInstall(var NeedsRestart: Boolean): String;
begin
  Result := '';
  if Terbuka(ExpandConstant('{app}\lontar.exe')) or Terbuka(ExpandConstant('{app}\lontar-cli.exe')) then
    Result := CustomMessage('SedangTerbuka');
end;
